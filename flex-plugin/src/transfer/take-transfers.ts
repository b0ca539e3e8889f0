import type { App } from '../app.ts'
import { field, textField } from '../flex/field.ts'
import { isChat } from '../flex/tasks.ts'
import { taskIn } from '../guards/task-in.ts'
import type { Target } from '../server/transfer-api.ts'
import { lostOf } from './carried.ts'
import { hearNotes } from './notes.ts'
import { areOthers } from './whose-transfers.ts'

/**
 * While Escalate transfers chats, what an agent chooses in Flex's directory is passed on, and Flex itself does nothing. What
 * cannot be passed on is refused aloud. `TransferTask` is the old way; the directory of today's Flex invokes
 * `StartChannelTransfer`, which names no task and knows no warm transfer. `ChatTransferTask` is what the transfers of Twilio's
 * template make of `TransferTask`; whoever of the two is heard first, the transfer is asked for once, and theirs does not happen.
 * Voice is left to Flex, and chats are where others transfer them.
 */
export function takeTransfers(app: App): void {
  const { flex, tasks, transferCommands, notify, say } = app
  const notes = hearNotes(flex)
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
        // Flex leaves its list open when it was stopped. After a refusal the agent may want another one.
        (isAsked) => isAsked && flex.Actions.invokeAction('HideDirectory').catch(() => undefined),
      )
    })
}

function targetOf(sid: string | undefined): Target | undefined {
  if (sid?.startsWith('WK')) return { worker: sid }
  return sid?.startsWith('WQ') ? { queue: sid } : undefined
}

const modeOf = (payload: unknown) => (field(payload, 'options', 'mode') === 'WARM' ? 'warm' : 'cold')
