import type { App } from '../app.ts'
import { field, textField } from '../flex/field.ts'
import { isChat } from '../flex/tasks.ts'
import { taskIn } from '../guards/task-in.ts'
import type { Target } from '../server/transfer-api.ts'
import { areOthers } from './whose-transfers.ts'

/**
 * While Escalate transfers chats, what an agent chooses in Flex's directory is passed on, and Flex itself does nothing.
 * `TransferTask` is the old way; the directory of today's Flex invokes `StartChannelTransfer`, which names no task and knows no
 * warm transfer. `ChatTransferTask` is what the transfers of Twilio's template make of `TransferTask`; whoever of the two is heard
 * first, the transfer is asked for once, and theirs does not happen. Voice is left to Flex, and chats are where others transfer them.
 */
export function takeTransfers(app: App): void {
  const { flex, tasks, transferCommands, notify, say } = app
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
      void transferCommands.start(task, target, modeOf(payload)).then(
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
