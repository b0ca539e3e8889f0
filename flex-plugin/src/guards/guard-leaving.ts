import type { App } from '../app.ts'
import { isPeopled } from '../state/model.ts'
import { taskIn } from './task-in.ts'

/**
 * Wrapping up and completing end the room, which is the server's doing. While somebody is in it, the agent is asked. Flex waits
 * for the answer, and takes a second click for the same action as long as it does.
 */
export function guardLeaving({ flex, videos, tasks, asking, say }: App): void {
  for (const [action, text] of [
    ['WrapupTask', 'leaveWrapup'],
    ['CompleteTask', 'leaveComplete'],
  ] as const)
    flex.Actions.addListener(`before${action}`, async (payload, abort) => {
      const task = taskIn(payload, tasks.get())
      if (!isPeopled(videos.of(task))) return
      const isSure = await asking.ask({ title: say('leaveTitle'), text: say(text), yes: say('leaveYes') })
      if (!isSure) abort()
    })
}
