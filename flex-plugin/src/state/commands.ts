import type { Task } from '../flex/flex.ts'
import { conversationOf } from '../flex/tasks.ts'
import type { Notify } from '../notifications/notices.tsx'
import type { Why } from '../notifications/problem-text.ts'
import type { Api } from '../server/api.ts'
import type { Answer } from '../server/problem.ts'
import type { Say } from '../texts/words.ts'
import type { Video } from './model.ts'
import { createValue, type Value } from './value.ts'
import type { ByConversation, Videos } from './videos.ts'
import { wordOf } from './word-of.ts'

export type Doing = 'start' | 'end' | 'resend'

/** Sends the agent's commands to the server, and shows its refusals. The server decides. */
export type Commands = {
  /** The command in progress, by conversation. */
  readonly doing: Value<ByConversation<Doing>>
  /** Why the last start failed, by conversation. */
  readonly failed: Value<ByConversation<string>>
  readonly start: (task: Task) => Promise<void>
  readonly end: (task: Task) => Promise<void>
  readonly resend: (task: Task, newLink?: boolean) => Promise<void>
  readonly status: (task: Task) => void
}

type Deps = {
  readonly api: Api
  readonly videos: Videos
  readonly notify: Notify
  readonly say: Say
  readonly why: Why
}

export function createCommands({ api, videos, notify, say, why }: Deps): Commands {
  const doing = createValue<ByConversation<Doing>>({})
  const failed = createValue<ByConversation<string>>({})

  /** Runs one command at a time in a conversation: a double click, or a click and `/video`, is one command. */
  async function run(task: Task, what: Doing, ask: (key: string) => Promise<Answer<Video>>): Promise<boolean> {
    const key = conversationOf(task)
    if (!key || doing.get()[key]) return false
    doing.set({ ...doing.get(), [key]: what })
    failed.set(without(failed.get(), key))
    const answered = videos.asking(key)
    const answer = await ask(key)
    doing.set(without(doing.get(), key))
    if (answer.ok) {
      answered(answer.body)
      return true
    }
    const text = await why(answer.problem)
    if (what === 'start') failed.set({ ...failed.get(), [key]: text })
    notify('EscalateProblem', text)
    return false
  }

  const status = (task: Task) => {
    const video = videos.of(task)
    notify('EscalateHint', video ? wordOf(video, say) : say('nothingHere'))
  }
  const onVideo = async (task: Task, what: Doing, ask: (id: string) => Promise<Answer<Video>>) => {
    const video = videos.of(task)
    if (video) return run(task, what, () => ask(video.id))
    notify('EscalateHint', say('nothingHere'))
    return false
  }
  return {
    doing,
    failed,
    async start(task) {
      await run(task, 'start', (conversationSid) => api.start({ taskSid: task.taskSid, conversationSid }))
    },
    async end(task) {
      await onVideo(task, 'end', (id) => api.end(id))
    },
    async resend(task, newLink) {
      if (await onVideo(task, 'resend', (id) => api.resend(id, newLink))) notify('EscalateDone', say('resent'))
    },
    status,
  }
}

function without<T>(all: ByConversation<T>, key: string): ByConversation<T> {
  const { [key]: _, ...rest } = all
  return rest
}
