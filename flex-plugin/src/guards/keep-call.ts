import { textField } from '../flex/field.ts'
import type { Flex, Task } from '../flex/flex.ts'
import type { CallApi } from '../server/call-api.ts'
import type { Value } from '../state/value.ts'
import { taskIn } from './task-in.ts'
import { within } from './within.ts'

/** The server gives up before that. */
const patienceMs = 2_000

/**
 * A call ends with whoever leaves it and has `endConferenceOnExit`, and in a cold transfer the agent leaves at once. So before
 * Flex transfers a call, the server is asked to see to that. Whatever becomes of it, the transfer goes on.
 */
export function keepCall({ Actions }: Pick<Flex, 'Actions'>, callApi: CallApi, tasks: Value<readonly Task[]>): void {
  let isOff = false
  Actions.addListener('beforeTransferTask', async (payload) => {
    const task = taskIn(payload, tasks.get())
    if (isOff || task?.taskChannelUniqueName !== 'voice' || textField(task, 'attributes', 'conversationSid')) return
    const answer = await within(patienceMs, callApi.beforeTransfer(task.taskSid))
    // No call is streamed here, and none is touched.
    isOff = answer?.ok === false && answer.problem.code === 'streams-off'
  })
}
