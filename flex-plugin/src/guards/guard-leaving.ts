import type { App } from '../app.ts'
import { isAssigned, isChat } from '../flex/tasks.ts'
import { isOccupied } from '../state/model.ts'
import { isCalling } from '../state/transfer.ts'
import { leaveInstead } from './leave-instead.ts'
import { taskIn } from './task-in.ts'

/**
 * Asks the agent before wrap-up or completion while somebody is in the room, because the server then ends the room.
 * Flex waits for the answer, and treats a second click meanwhile as the same action. While a transfer is pending the
 * agent may not leave, because the customer would be with no agent.
 */
export function guardLeaving(app: App): void {
  const { flex, settings, videos, transfers, tasks, asking, notify, say, sayOfFlex } = app
  for (const [action, name, otherwise] of [
    ['WrapupTask', 'TaskHeaderEndChat', 'endChat'],
    ['CompleteTask', 'TaskHeaderComplete', 'completeTask'],
  ] as const)
    flex.Actions.addListener(`before${action}`, async (payload, abort) => {
      const task = taskIn(payload, tasks.get())
      if (settings.transfer && isChat(task) && isAssigned(task)) {
        if (isCalling(transfers.of(task))) {
          abort()
          return notify('EscalateHeld', say('transferWrapup'))
        }
        if (await leaveInstead(app, task)) return abort()
      }
      if (!isOccupied(videos.of(task))) return
      const text = say('leaveText', { button: sayOfFlex(name, otherwise) })
      const isSure = await asking.ask({ title: say('leaveTitle'), text, yes: say('leaveYes') })
      if (!isSure) abort()
    })
}
