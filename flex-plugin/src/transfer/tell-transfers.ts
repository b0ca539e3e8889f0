import type { App } from '../app.ts'
import { incomingOnTask } from '../state/read-transfer.ts'
import { incomingText } from './incoming-text.ts'
import { noticeOf, transferText } from './transfer-text.ts'

/**
 * Notifies an agent of their transfers' states, and of who transferred a task they accept. Ignores the state when Flex
 * opened.
 */
export function tellTransfers({ transfers, tasks, notify, say }: App): void {
  let before = transfers.get()
  transfers.watch(() => {
    const now = transfers.get()
    for (const [taskSid, transfer] of Object.entries(now)) {
      const was = before[taskSid]
      const id = noticeOf[transfer.word]
      if (id && (was?.id !== transfer.id || was.word !== transfer.word)) notify(id, transferText(transfer, say))
    }
    before = now
  })
  let accepted = acceptedIn(tasks.get())
  let known = new Set(tasks.get().map(({ taskSid }) => taskSid))
  tasks.watch(() => {
    const now = acceptedIn(tasks.get())
    for (const task of tasks.get()) {
      const incoming = incomingOnTask(task)
      const isNew = now.has(task.taskSid) && !accepted.has(task.taskSid) && known.has(task.taskSid)
      if (isNew && incoming) notify('EscalateTransferred', incomingText(incoming, say))
    }
    accepted = now
    known = new Set(tasks.get().map(({ taskSid }) => taskSid))
  })
}

const acceptedIn = (tasks: ReturnType<App['tasks']['get']>) =>
  new Set(tasks.flatMap(({ taskSid, status }) => (status === 'accepted' ? [taskSid] : [])))
