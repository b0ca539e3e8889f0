import type { Task } from '../flex/flex.ts'
import { isChat } from '../flex/tasks.ts'
import { startOf } from './newest.ts'
import { transferOnTask } from './read-transfer.ts'
import { isPending, type Transfer } from './transfer.ts'
import { createValue, type Value } from './value.ts'

type ByTask<T> = Readonly<Record<string, T>>
type Reports = { readonly server?: Transfer | undefined; readonly task?: Transfer | undefined }

/** The transfers that this agent started, by task. */
export type Transfers = Value<ByTask<Transfer>> & {
  readonly of: (task: Task | undefined) => Transfer | undefined
  /** Takes a transfer from the server. Ignores one of another agent's task. */
  readonly serverSaid: (taskSid: string, transfer: Transfer) => void
}

export function createTransfers(tasks: Value<readonly Task[]>): Transfers {
  const transfers = createValue<ByTask<Transfer>>({})
  let reports: ByTask<Reports> = {}

  const show = () => {
    const shown = Object.fromEntries(
      Object.entries(reports).flatMap(([sid, each]) => {
        const transfer = latest(each)
        return transfer ? [[sid, transfer] as const] : []
      }),
    )
    if (JSON.stringify(shown) !== JSON.stringify(transfers.get())) transfers.set(shown)
  }
  const read = () => {
    reports = Object.fromEntries(
      tasks
        .get()
        .filter(isChat)
        .map((each) => [each.taskSid, { server: reports[each.taskSid]?.server, task: transferOnTask(each) }]),
    )
    show()
  }
  tasks.watch(read)
  read()
  return {
    get: transfers.get,
    watch: transfers.watch,
    of: (task) => (task ? transfers.get()[task.taskSid] : undefined),
    serverSaid(taskSid, server) {
      const known = reports[taskSid]
      if (!known) return
      reports = { ...reports, [taskSid]: { ...known, server } }
      show()
    },
  }
}

/** Picks the later transfer, or the further state of one. The task is updated a Twilio round trip after the stream. */
export function latest({ server, task }: Reports): Transfer | undefined {
  if (!server || !task) return server ?? task
  if (server.id !== task.id) return startOf(server.id) >= startOf(task.id) ? server : task
  const order = ['requested', 'ringing', 'accepted']
  if (!isPending(server)) return server
  return !isPending(task) || order.indexOf(task.word) > order.indexOf(server.word) ? task : server
}
