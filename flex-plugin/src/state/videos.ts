import type { Task } from '../flex/flex.ts'
import { conversationOf, isAssigned, isChat } from '../flex/tasks.ts'
import type { Video } from './model.ts'
import { type Heard, newest } from './newest.ts'
import { videoOnTask } from './read-video.ts'
import { createValue, type Value } from './value.ts'

export type ByConversation<T> = Readonly<Record<string, T>>

/** The videos of the agent's conversations, as far as they are known. */
export type Videos = Value<ByConversation<Video>> & {
  readonly of: (task: Task | undefined) => Video | undefined
  readonly serverSaid: (conversationSid: string, video: Video | null) => void
  /** What a command was answered with. The stream may have told more already, and tells each thing once. */
  readonly serverAnswered: (conversationSid: string, video: Video) => void
  readonly lineIs: (isUp: boolean) => void
}

export function createVideos(tasks: Value<readonly Task[]>): Videos {
  const videos = createValue<ByConversation<Video>>({})
  let heard: ByConversation<Heard> = {}
  let isLineUp = false

  const show = () => {
    const next = Object.entries(heard).flatMap(([key, each]) => {
      const video = newest(each, isLineUp)
      return video ? [[key, video] as const] : []
    })
    const shown = Object.fromEntries(next)
    if (JSON.stringify(shown) !== JSON.stringify(videos.get())) videos.set(shown)
  }

  const serverSaid = (key: string, video: Video | null) => {
    const known = heard[key]
    if (!known) return
    heard = { ...heard, [key]: { ...known, server: video, last: 'server' } }
    show()
  }

  /** A conversation that is on no task of theirs any more is forgotten. */
  const read = () => {
    // Who had a conversation before and has it again has it twice for a while: the task in wrap-up says less.
    const chats = tasks
      .get()
      .filter(isChat)
      .toSorted((a, b) => Number(isAssigned(a)) - Number(isAssigned(b)))
    heard = Object.fromEntries(
      chats.flatMap((each) => {
        const key = conversationOf(each)
        return key ? [[key, withTask(heard[key], videoOnTask(each))] as const] : []
      }),
    )
    show()
  }

  tasks.watch(read)
  read()
  return {
    get: videos.get,
    watch: videos.watch,
    of: (task) => (isChat(task) ? videos.get()[conversationOf(task) ?? ''] : undefined),
    serverSaid,
    serverAnswered(key, video) {
      if (!isLineUp || heard[key]?.server?.id !== video.id) serverSaid(key, video)
    },
    lineIs(isUp) {
      isLineUp = isUp
      show()
    },
  }
}

const withTask = (known: Heard | undefined, task: Video | undefined): Heard =>
  known && JSON.stringify(known.task) === JSON.stringify(task) ? known : { server: known?.server, task, last: 'task' }
