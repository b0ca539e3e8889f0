import { readQueues } from '../../twilio/transfer-routing.ts'
import { isEverybody } from '../../twilio/transfer-workflow.ts'
import type { Check, Finding } from '../check.ts'
import { gapsIn } from '../gaps-in.ts'
import { transfersOff } from '../transfers-off.ts'

const noFilter: Finding = {
  what: 'The transfer workflow has no filter for one worker',
  todo: 'Transfers to an agent are cancelled by TaskRouter. Print the workflow again with `npm run transfer-workflow` and put it in its place.',
}

/** Known agent routing asks only workers of the target's queue (error 40152). */
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
      what: `One worker is looked for in the queue "${name}" only, which is for ${targetWorkers}`,
      todo: 'Others cannot be transferred to. Give the filter a queue with everybody in it (1==1).',
      isHint: true,
    }))
  },
}
