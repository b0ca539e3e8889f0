import type { App } from '../app.ts'
import { isChat } from '../flex/tasks.ts'
import { taskIn } from './task-in.ts'

/**
 * While Escalate transfers chats, Flex does not: both of its ways are stopped. `TransferTask` is the old one; the directory of
 * today's Flex invokes `StartChannelTransfer`, which names no task. Voice is left to Flex.
 */
export function guardTransfer({ flex, settings, tasks, notify, say }: App): void {
  if (!settings.transfer) return
  for (const action of ['TransferTask', 'StartChannelTransfer'])
    flex.Actions.addListener(`before${action}`, (payload, abort) => {
      if (!isChat(taskIn(payload, tasks.get()))) return
      abort()
      // Flex itself says nothing: its panel just stays.
      notify('EscalateHeld', say('transferHeld'))
    })
}
