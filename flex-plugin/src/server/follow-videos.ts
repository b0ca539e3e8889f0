import { field, textField } from '../flex/field.ts'
import type { Task } from '../flex/flex.ts'
import { conversationOf, isChat } from '../flex/tasks.ts'
import { videoOfView } from '../state/read-video.ts'
import type { Value } from '../state/value.ts'
import type { Videos } from '../state/videos.ts'
import { createNews, type News } from './news.ts'
import type { Session } from './session.ts'

type Deps = {
  readonly server: string
  readonly session: Session
  readonly tasks: Value<readonly Task[]>
  readonly videos: Videos
}

/** The conversations of accepted tasks, for as long as they are the agent's. */
export function followVideos({ tasks, videos, ...line }: Deps): News {
  const news = createNews({
    ...line,
    lineIs: videos.lineIs,
    told: ({ event, data }) => event === 'state' && hear(data, videos),
  })
  const follow = () =>
    news.follow(
      tasks
        .get()
        .filter((each) => isChat(each) && ['accepted', 'wrapping'].includes(each.status))
        .flatMap((each) => conversationOf(each) ?? []),
    )
  tasks.watch(follow)
  follow()
  return news
}

/** `{escalations: [{conversationSid, escalation}]}`. What cannot be read is passed over: the next one may be better. */
function hear(data: string, videos: Videos): void {
  const each = escalationsIn(data)
  for (const told of each) {
    const conversationSid = textField(told, 'conversationSid')
    const view = field(told, 'escalation')
    const video = view === null ? null : videoOfView(view)
    if (conversationSid && video !== undefined) videos.serverSaid(conversationSid, video)
  }
}

function escalationsIn(data: string): readonly unknown[] {
  try {
    const found = field(JSON.parse(data), 'escalations')
    return Array.isArray(found) ? found : []
  } catch {
    return []
  }
}
