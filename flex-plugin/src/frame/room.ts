import type { Flex, Task } from '../flex/flex.ts'
import type { Notify } from '../notifications/notices.tsx'
import type { Why } from '../notifications/problem-text.ts'
import type { Api } from '../server/api.ts'
import type { Problem } from '../server/problem.ts'
import { isOpen } from '../state/model.ts'
import { createValue, type Value } from '../state/value.ts'
import type { Videos } from '../state/videos.ts'
import type { Say } from '../texts/words.ts'
import { goToRoom } from './go-to-room.ts'
import { type Mark, tabMark } from './mark.ts'

type Of = { readonly id: string; readonly task: Task }

/** Where the agent's page of their one video is: closed, opening, in the frame (`here`), or in a separate window. */
export type RoomState =
  | { readonly is: 'closed' }
  | ({ readonly is: 'opening' } & Of)
  /** `url` is a pass: its holder acts as the agent. It must be in no store, attribute or log. */
  | ({ readonly is: 'here'; readonly url: string } & Of)
  | ({ readonly is: 'window' } & Of)

export type Room = Value<RoomState> & {
  /** Opens the agent's page in the frame. `isBack` goes straight into the call, without questions. */
  readonly open: (task: Task, isBack?: boolean) => Promise<void>
  /** Moves the page to a separate window. Call it in the click handler: later the browser blocks the window. */
  readonly popOut: (task: Task) => Promise<void>
  readonly close: () => void
  /** Takes the agent to the task's tab. */
  readonly goTo: (task: Task) => void
}

export type RoomDeps = {
  readonly api: Api
  readonly videos: Videos
  readonly why: Why
  readonly notify: Notify
  readonly say: Say
  readonly flex: Flex
  readonly openWindow?: typeof window.open
  readonly mark?: Mark
}

/** A window of this name hides its own pop-out button (join-page/src/room/pop-out.ts). */
const windowName = 'escalate-call'

/** With this fragment the join page takes the call over without asking (webhooks/join/agent.ts). */
const taking = (url: string) => `${url.split('#')[0]}#move`

/** Creates the room, which closes by itself when its video is over. */
export function createRoom({ api, videos, notify, say, why, flex, mark = tabMark, ...deps }: RoomDeps): Room {
  const room = createValue<RoomState>({ is: 'closed' })
  const become = (state: RoomState) => {
    room.set(state)
    if (state.is === 'here') mark.set(state.id)
    if (state.is === 'closed' || state.is === 'window') mark.clear()
  }

  async function open(task: Task, isBack = false): Promise<void> {
    const id = videos.of(task)?.id
    const at = room.get()
    if (!id || at.is === 'opening' || (at.is === 'here' && at.id === id)) return
    const opening: RoomState = { is: 'opening', id, task }
    become(opening)
    const answer = await api.seat(id)
    if (room.get() !== opening) return
    if (answer.ok) become({ is: 'here', id, task, url: isBack ? taking(answer.body.pageUrl) : answer.body.pageUrl })
    else await refuse(answer.problem)
  }

  async function popOut(task: Task): Promise<void> {
    const id = videos.of(task)?.id
    if (!id || room.get().is === 'opening') return
    const before = room.get()
    const opened = (deps.openWindow ?? window.open)('', windowName, 'popup,width=1100,height=760')
    if (!opened) return notify('EscalateProblem', say('popUpBlocked'))
    const opening: RoomState = before.is === 'here' ? before : { is: 'opening', id, task }
    become(opening)
    const answer = await api.seat(id)
    if (!answer.ok) opened.close()
    else {
      opened.location.replace(taking(answer.body.pageUrl))
      become({ is: 'window', id, task })
      return
    }
    if (before.is !== 'here') become({ is: 'closed' })
    notify('EscalateProblem', await why(answer.problem))
  }

  async function refuse(problem: Problem): Promise<void> {
    become({ is: 'closed' })
    notify('EscalateProblem', await why(problem))
  }

  // Closes the page with its video, or the page would keep waiting for the next one.
  const endWithVideo = () => {
    const at = room.get()
    if (at.is === 'closed') return
    const video = videos.of(at.task)
    if (video?.id !== at.id || !isOpen(video)) become({ is: 'closed' })
  }
  videos.watch(endWithVideo)
  return {
    get: room.get,
    watch: room.watch,
    open,
    popOut,
    close: () => become({ is: 'closed' }),
    goTo: (task) => void goToRoom(flex, task),
  }
}
