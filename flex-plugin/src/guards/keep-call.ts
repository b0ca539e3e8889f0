import { textField } from '../flex/field.ts'
import type { Flex, Task } from '../flex/flex.ts'
import type { CallApi } from '../server/call-api.ts'
import type { Value } from '../state/value.ts'
import { taskIn } from './task-in.ts'
import { within } from './within.ts'

/** Longer than the server's own time limit. */
const patienceMs = 2_000

/**
 * Asks the server to keep a call alive before Flex transfers it. A conference ends when a participant with
 * `endConferenceOnExit` leaves, and in a cold transfer the agent leaves at once. The transfer goes on whatever the
 * answer is.
 */
export function keepCall({ Actions }: Pick<Flex, 'Actions'>, callApi: CallApi, tasks: Value<readonly Task[]>): void {
  let isOff = false
  Actions.addListener('beforeTransferTask', async (payload) => {
    const task = taskIn(payload, tasks.get())
    if (isOff || task?.taskChannelUniqueName !== 'voice' || textField(task, 'attributes', 'conversationSid')) return
    const answer = await within(patienceMs, callApi.beforeTransfer(task.taskSid))
    // This server has no media streams, so the plugin does not ask again.
    isOff = answer?.ok === false && answer.problem.code === 'streams-off'
  })
}
