import type { Check } from '../check.ts'
import { gapsIn } from '../gaps-in.ts'
import { transfersOff } from '../transfers-off.ts'

export const queues: Check = {
  name: 'queues of transfers',
  needs: ['transfer workflow'],
  isOff: transfersOff,
  look: async (account) =>
    ((await gapsIn(account))?.unreached ?? []).map(({ name, sid }) => ({
      what: `No filter of the transfer workflow leads to the queue "${name}" (${sid})`,
      todo: 'TaskRouter cancels transfers to it. Print the workflow again with `npm run transfer-workflow`, and replace the old one.',
    })),
}
