import type { App } from '../app.ts'
import type { Task } from '../flex/flex.ts'
import { within } from './within.ts'

/** Somebody waits to get away. A server that is away does not keep them. */
const patienceMs = 3_000

/**
 * Flex's "End" closes the conversation for everybody in it. Where others stay with the customer, the agent leaves instead.
 *
 * @returns whether the conversation is not to be ended: the agent has left it, or stays
 */
export async function leaveInstead(
  { transferCommands, asking, say }: Pick<App, 'transferCommands' | 'asking' | 'say'>,
  task: Task | undefined,
): Promise<boolean> {
  if (!task) return false
  const answer = await within(patienceMs, transferCommands.people(task))
  if (!answer?.ok || !answer.body.mayLeave) return false
  const question = { title: say('leaveTaskTitle'), text: say('leaveTaskText'), yes: say('leave') }
  if (await asking.ask(question)) await transferCommands.leave(task)
  return true
}
