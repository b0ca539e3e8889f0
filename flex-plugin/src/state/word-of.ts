import type { Say } from '../texts/words.ts'
import { isCustomerThere } from './customer.ts'
import type { Video } from './model.ts'

/** The text for the state of a video. */
export function wordOf(video: Video, say: Say): string {
  const { word, seconds = 0 } = video
  if (word === 'waiting') return say(isCustomerThere(video) ? 'waiting' : 'alone')
  if (word === 'handed-over') return say('handedOver')
  return word === 'ended' && seconds > 0 ? say('endedAfter', { minutes: Math.ceil(seconds / 60) }) : say(word)
}
