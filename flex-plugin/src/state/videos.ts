import type { Task } from '../flex/flex.ts'
import { conversationOf, isAssigned, isChat } from '../flex/tasks.ts'
import type { Video } from './model.ts'
import { newest, type Reports } from './newest.ts'
import { videoOnTask } from './read-video.ts'
import { createValue, type Value } from './value.ts'

export type ByConversation<T> = Readonly<Record<string, T>>

/** The known videos of the agent's conversations. */
export type Videos = Value<ByConversation<Video>> & {
  readonly of: (task: Task | undefined) => Video | undefined
  readonly serverSaid: (conversationSid: string, video: Video | null) => void
  /**
   * Call this before a command is sent, and the result with the command's answer. The stream or the task may have
   * reported more by then, and neither reports the same thing twice.
   */
  readonly asking: (conversationSid: string) => (answer: Video) => void
  readonly streamIs: (isUp: boolean) => void
}

export function createVideos(tasks: Value<readonly Task[]>): Videos {
  const videos = createValue<ByConversation<Video>>({})
  let reports: ByConversation<Reports> = {}
  let isStreamUp = false

  const show = () => {
    const next = Object.entries(reports).flatMap(([key, each]) => {
      const video = newest(each, isStreamUp)
      return video ? [[key, video] as const] : []
    })
    const shown = Object.fromEntries(next)
    if (JSON.stringify(shown) !== JSON.stringify(videos.get())) videos.set(shown)
  }

  const serverSaid = (key: string, video: Video | null) => {
    const known = reports[key]
    if (!known) return
    reports = { ...reports, [key]: { ...known, server: video, last: 'server' } }
    show()
  }

  /** Reads the tasks, and forgets conversations that are on none of them. */
  const read = () => {
    // An agent who gets a conversation back has two tasks of it for a while. The assigned one replaces the one in
    // wrap-up.
    const chats = tasks
      .get()
      .filter(isChat)
      .toSorted((a, b) => Number(isAssigned(a)) - Number(isAssigned(b)))
    reports = Object.fromEntries(
      chats.flatMap((each) => {
        const key = conversationOf(each)
        return key ? [[key, withTask(reports[key], videoOnTask(each))] as const] : []
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
    asking(key) {
      const before = reports[key]?.task
      return (video) => {
        const known = reports[key]
        if (!known || (isStreamUp && known.server?.id === video.id)) return
        const isOvertaken = known.task !== before && known.task?.id === video.id
        reports = { ...reports, [key]: { ...known, server: video, last: isOvertaken ? 'task' : 'server' } }
        show()
      }
    },
    streamIs(isUp) {
      isStreamUp = isUp
      show()
    },
  }
}

const withTask = (known: Reports | undefined, task: Video | undefined): Reports =>
  known && JSON.stringify(known.task) === JSON.stringify(task) ? known : { server: known?.server, task, last: 'task' }
