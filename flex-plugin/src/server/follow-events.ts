import { field, textField } from '../flex/field.ts'
import type { Task } from '../flex/flex.ts'
import { conversationOf, isChat } from '../flex/tasks.ts'
import { transferOfView } from '../state/read-transfer.ts'
import { videoOfView } from '../state/read-video.ts'
import type { Transfers } from '../state/transfers.ts'
import type { Value } from '../state/value.ts'
import type { Videos } from '../state/videos.ts'
import { type ConversationStream, createConversationStream } from './event-stream.ts'
import type { Session } from './session.ts'

type Deps = {
  readonly server: string
  readonly session: Session
  readonly tasks: Value<readonly Task[]>
  readonly videos: Videos
  readonly transfers: Transfers
}

/** Follows the events of the agent's conversations, from acceptance until the end of wrap-up. */
export function followEvents({ tasks, videos, transfers, ...rest }: Deps): ConversationStream {
  const stream = createConversationStream({
    ...rest,
    streamIs: videos.streamIs,
    onEvent: ({ event, data }) => event === 'state' && take(data, { videos, transfers }),
  })
  const follow = () =>
    stream.follow(
      tasks
        .get()
        .filter((each) => isChat(each) && ['accepted', 'wrapping'].includes(each.status))
        .flatMap((each) => conversationOf(each) ?? []),
    )
  tasks.watch(follow)
  follow()
  return stream
}

/** Reads `{escalations: [{conversationSid, escalation}], transfers: [{transfer}]}`. Skips what it cannot read. */
function take(data: string, { videos, transfers }: Pick<Deps, 'videos' | 'transfers'>): void {
  for (const each of listIn(data, 'escalations')) {
    const conversationSid = textField(each, 'conversationSid')
    const view = field(each, 'escalation')
    const video = view === null ? null : videoOfView(view)
    if (conversationSid && video !== undefined) videos.serverSaid(conversationSid, video)
  }
  for (const each of listIn(data, 'transfers')) {
    const taskSid = textField(each, 'transfer', 'taskSid')
    const transfer = transferOfView(field(each, 'transfer'))
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
