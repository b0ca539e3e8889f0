import type { App } from '../app.ts'
import { field, textField } from '../flex/field.ts'
import { isChat } from '../flex/tasks.ts'
import { taskIn } from '../guards/task-in.ts'
import type { Target } from '../server/transfer-api.ts'
import { lostOf } from './carried.ts'
import { catchNotes } from './notes.ts'
import { areOthers } from './whose-transfers.ts'

/**
 * Takes over the transfers of chats that an agent starts in Flex's directory: stops Flex's action and sends the
 * transfer to the server. Refuses, with a notice, what cannot go along. `TransferTask` is Flex's old action. The
 * current directory invokes `StartChannelTransfer`, which names no task and has no warm transfer. Twilio's template
 * turns `TransferTask` into `ChatTransferTask`. In either order of loading, the transfer is requested once and the
 * template's does not happen. Leaves voice to Flex, and chats to others where they transfer them.
 */
export function takeTransfers(app: App): void {
  const { flex, tasks, transferCommands, notify, say } = app
  const notes = catchNotes(flex)
  for (const [action, field] of [
    ['TransferTask', 'targetSid'],
    ['StartChannelTransfer', 'toSid'],
    ['ChatTransferTask', 'targetSid'],
  ] as const)
    flex.Actions.addListener(`before${action}`, (payload, abort) => {
      const task = taskIn(payload, tasks.get())
      if (!task || !isChat(task) || areOthers(app)) return
      abort()
      const target = targetOf(textField(payload, field))
      if (!target) return notify('EscalateProblem', say('noSuchTarget'))
      const lost = lostOf(payload)
      if (lost) return notify('EscalateProblem', say('notCarried', { name: lost }))
      const written = notes.of(payload)
      if (written === 'unread') return notify('EscalateProblem', say('noteUnread'))
      void transferCommands.start(task, { target, mode: modeOf(payload), ...written }).then(
        // Flex leaves its list open after an abort. After a refusal it stays open for another choice.
        (isAsked) => isAsked && flex.Actions.invokeAction('HideDirectory').catch(() => undefined),
      )
    })
}

function targetOf(sid: string | undefined): Target | undefined {
  if (sid?.startsWith('WK')) return { worker: sid }
  return sid?.startsWith('WQ') ? { queue: sid } : undefined
}

const modeOf = (payload: unknown) => (field(payload, 'options', 'mode') === 'WARM' ? 'warm' : 'cold')
