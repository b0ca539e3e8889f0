import { readQueues } from '../../twilio/transfer-routing.ts'
import { isEverybody } from '../../twilio/transfer-workflow.ts'
import type { Check, Finding } from '../check.ts'
import { gapsIn } from '../gaps-in.ts'
import { transfersOff } from '../transfers-off.ts'

const noFilter: Finding = {
  what: 'The transfer workflow has no filter for one worker',
  todo: 'TaskRouter cancels transfers to an agent. Print the workflow again with `npm run transfer-workflow`, and replace the old one.',
}

/** Known agent routing finds only workers of the target's queue (error 40152). */
export const workerFilter: Check = {
  name: 'transfers to one worker',
  needs: ['transfer workflow'],
  isOff: transfersOff,
  async look(account) {
    const searched = (await gapsIn(account))?.workersIn ?? []
    if (searched.length === 0) return [noFilter]
    const all = await readQueues(account.sdk, account.workspaceSid)
    const narrow = all.filter((each) => searched.includes(each.sid) && !isEverybody(each))
    if (narrow.length < searched.length) return []
    return narrow.map(({ name, targetWorkers }) => ({
      what: `Transfers to one worker use the queue "${name}" only, which is for ${targetWorkers}`,
      todo: 'Transfers to other workers fail. Give the filter a queue with every worker in it (1==1).',
      isHint: true,
    }))
  },
}
