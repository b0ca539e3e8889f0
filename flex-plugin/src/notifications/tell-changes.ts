import type { Task } from '../flex/flex.ts'
import { conversationOf, nameOf } from '../flex/tasks.ts'
import { isCustomerThere } from '../state/customer.ts'
import type { Video } from '../state/model.ts'
import type { Value } from '../state/value.ts'
import type { ByConversation, Videos } from '../state/videos.ts'
import type { TextKey } from '../texts/texts.ts'
import type { Say } from '../texts/words.ts'
import type { Notify } from './notices.tsx'

type Deps = {
  readonly videos: Videos
  readonly tasks: Value<readonly Task[]>
  readonly notify: Notify
  readonly say: Say
}

/**
 * Notifies an agent of changes to their videos while they look elsewhere. Ignores what was already so when Flex opened.
 */
export function tellChanges({ videos, tasks, notify, say }: Deps): void {
  let before: ByConversation<Video> = videos.get()
  videos.watch(() => {
    const now = videos.get()
    for (const [key, video] of Object.entries(now)) {
      const change = changeIn(before[key], video)
      const name = nameOf(tasks.get().find((each) => conversationOf(each) === key)) ?? say('theCustomer')
      if (change) notify(problems.includes(change) ? 'EscalateProblem' : 'EscalateWaiting', say(change, { name }))
    }
    before = now
  })
}

const problems: readonly TextKey[] = ['failed', 'noticeUndelivered']

/** The change between two states of a video, if it is worth a notice. */
export function changeIn(before: Video | undefined, now: Video): TextKey | undefined {
  if (!before) return undefined
  const isWaiting = (video: Video) => video.word === 'waiting' && isCustomerThere(video)
  if (isWaiting(now) && !isWaiting(before)) return 'noticeWaiting'
  if (now.notDelivered && !before.notDelivered) return 'noticeUndelivered'
  if (now.asksForLink && !before.asksForLink) return 'noticeAsksForLink'
  return now.word === 'failed' && before.word !== 'failed' ? 'failed' : undefined
}
