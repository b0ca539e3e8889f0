import type { Assignment } from '../../src/core/facts.ts'

/** `sid('WT', 7)`: a SID of the right shape that readers can distinguish from others. */
export const sid = (prefix: string, n: number): string => `${prefix}${n.toString(16).padStart(32, '0')}`

export const conversationSid = sid('CH', 0xc1)

/** An agent's accepted reservation on a web chat. */
export const anAssignment = (changes: Partial<Assignment> = {}): Assignment => ({
  taskSid: sid('WT', 1),
  reservationSid: sid('WR', 1),
  workerSid: sid('WK', 1),
  identity: 'agent_40example_2Ecom',
  channel: 'web',
  ...changes,
})
