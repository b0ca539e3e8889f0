import { field, textField } from '../flex/field.ts'
import type { Task } from '../flex/flex.ts'
import { conversationOf, isChat } from '../flex/tasks.ts'
import { transferOfView } from '../state/read-transfer.ts'
import { videoOfView } from '../state/read-video.ts'
import type { Transfers } from '../state/transfers.ts'
import type { Value } from '../state/value.ts'
import type { Videos } from '../state/videos.ts'
import { createNews, type News } from './news.ts'
import type { Session } from './session.ts'

type Deps = {
  readonly server: string
  readonly session: Session
  readonly tasks: Value<readonly Task[]>
  readonly videos: Videos
  readonly transfers: Transfers
}

/** Follows the events of the agent's conversations, from acceptance until the end of wrap-up. */
export function followNews({ tasks, videos, transfers, ...line }: Deps): News {
  const news = createNews({
    ...line,
    lineIs: videos.lineIs,
    told: ({ event, data }) => event === 'state' && hear(data, { videos, transfers }),
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

/** Reads `{escalations: [{conversationSid, escalation}], transfers: [{transfer}]}`. Skips what it cannot read. */
function hear(data: string, { videos, transfers }: Pick<Deps, 'videos' | 'transfers'>): void {
  for (const told of listIn(data, 'escalations')) {
    const conversationSid = textField(told, 'conversationSid')
    const view = field(told, 'escalation')
    const video = view === null ? null : videoOfView(view)
    if (conversationSid && video !== undefined) videos.serverSaid(conversationSid, video)
  }
  for (const told of listIn(data, 'transfers')) {
    const taskSid = textField(told, 'transfer', 'taskSid')
    const transfer = transferOfView(field(told, 'transfer'))
    if (taskSid && transfer) transfers.serverSaid(taskSid, transfer)
  }
}

function listIn(data: string, name: string): readonly unknown[] {
  try {
    const found = field(JSON.parse(data), name)
    return Array.isArray(found) ? found : []
  } catch {
    return []
  }
}
