import type { Flex, Task } from '../flex/flex.ts'
import type { Notify } from '../notifications/notices.tsx'
import type { Why } from '../notifications/problem-text.ts'
import type { ParticipantsView } from '../participants/read-participants.ts'
import type { Answer } from '../server/problem.ts'
import type { TransferApi, TransferRequest } from '../server/transfer-api.ts'
import type { Say } from '../texts/words.ts'
import { isCalling } from './transfer.ts'
import type { Transfers } from './transfers.ts'
import { createValue, type Value } from './value.ts'

/** Sends the agent's transfer commands to the server. Shows a refusal, and then returns undefined or false. */
export type TransferCommands = {
  /** The tasks with a command in progress. */
  readonly busy: Value<readonly string[]>
  readonly start: (task: Task, request: Omit<TransferRequest, 'taskSid'>) => Promise<boolean>
  readonly targets: TransferApi['targets']
  readonly cancel: (task: Task) => Promise<boolean>
  readonly participants: (task: Task) => Promise<Answer<ParticipantsView>>
  readonly remove: (task: Task, participantSid: string) => Promise<ParticipantsView | undefined>
  readonly leave: (task: Task) => Promise<boolean>
  /** Opens Flex's own list of agents and queues. A choice there comes back as a transfer action of Flex. */
  readonly choose: (task: Task) => Promise<void>
}

type Deps = {
  readonly transferApi: TransferApi
  readonly transfers: Transfers
  readonly notify: Notify
  readonly say: Say
  readonly why: Why
  readonly flex: Pick<Flex, 'Actions'>
}

export function createTransferCommands({ transferApi: api, ...deps }: Deps): TransferCommands {
  const { transfers, notify, say, why, flex } = deps
  const busy = createValue<readonly string[]>([])

  /** Runs one command at a time on a task, and always enables the buttons again. */
  async function run<T>({ taskSid }: Task, ask: () => Promise<Answer<T>>): Promise<T | undefined> {
    if (busy.get().includes(taskSid)) return undefined
    busy.set([...busy.get(), taskSid])
    const answer = await ask()
    busy.set(busy.get().filter((each) => each !== taskSid))
    if (answer.ok) return answer.body
    notify('EscalateProblem', await why(answer.problem))
    return undefined
  }

  return {
    busy,
    targets: api.targets,
    async start(task, request) {
      const transfer = await run(task, () => api.start({ taskSid: task.taskSid, ...request }))
      if (transfer) transfers.serverSaid(task.taskSid, transfer)
      return transfer !== undefined
    },
    async cancel(task) {
      const transfer = transfers.of(task)
      if (!isCalling(transfer)) {
        notify('EscalateHint', say('noTransfer'))
        return false
      }
      const cancelled = await run(task, () => api.cancel(transfer.id))
      if (cancelled) transfers.serverSaid(task.taskSid, cancelled)
      return cancelled !== undefined
    },
    participants: ({ taskSid }) => api.participants(taskSid),
    remove: (task, participantSid) => run(task, () => api.remove(task.taskSid, participantSid)),
    leave: async (task) => (await run(task, () => api.leave(task.taskSid))) === true,
    async choose(task) {
      await flex.Actions.invokeAction('SelectTask', { sid: task.sid }).catch(() => undefined)
      await flex.Actions.invokeAction('ShowDirectory', { task }).catch(() => undefined)
    },
  }
}
