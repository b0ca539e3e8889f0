import type { App } from '../app.ts'
import type { Task } from '../flex/flex.ts'
import { within } from './within.ts'

/** The agent is waiting to leave, so an unreachable server must not hold them up for longer. */
const patienceMs = 3_000

/**
 * Offers to leave instead of ending. Flex's "End" closes the conversation for everybody, also when other agents stay
 * with the customer.
 *
 * @returns true if Flex must not end the conversation: the agent has left, or stays
 */
export async function leaveInstead(
  { transferCommands, asking, say }: Pick<App, 'transferCommands' | 'asking' | 'say'>,
  task: Task | undefined,
): Promise<boolean> {
  if (!task) return false
  const answer = await within(patienceMs, transferCommands.participants(task))
  if (!answer?.ok || !answer.body.mayLeave) return false
  const question = { title: say('leaveTaskTitle'), text: say('leaveTaskText'), yes: say('leave') }
  if (await asking.ask(question)) await transferCommands.leave(task)
  return true
}
