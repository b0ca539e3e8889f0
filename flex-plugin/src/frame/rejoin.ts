import type { App } from '../app.ts'
import { isOpen } from '../state/model.ts'
import { tabMark } from './mark.ts'

type Deps = Pick<App, 'videos' | 'tasks' | 'room' | 'settings'>

/**
 * Rejoins the call that was in this tab when Flex was reloaded, as soon as its video is known. The server may refuse.
 */
export function rejoin({ videos, tasks, room, settings }: Deps, id = tabMark.recent()): void {
  if (!id || !settings.autoRejoin) return
  const stop = videos.watch(look)
  look()

  function look(): void {
    const task = tasks.get().find((each) => videos.of(each)?.id === id)
    if (!task) return
    stop()
    if (isOpen(videos.of(task)) && room.get().is === 'closed') void room.open(task, true)
  }
}
