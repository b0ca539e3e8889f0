import type { Doing } from '../state/commands.ts'
import { isOver, type Video } from '../state/model.ts'
import { wordOf } from '../state/word-of.ts'
import type { Say } from '../texts/words.ts'

export type ButtonLook = {
  readonly title: string
  readonly tone: 'primary' | 'secondary' | 'destructive'
  readonly isBusy: boolean
  /** Somebody is waiting, so the button blinks. */
  readonly isCalling: boolean
  readonly does: 'start' | 'open' | 'nothing'
}

type About = {
  readonly video: Video | undefined
  readonly doing: Doing | undefined
  readonly failed: string | undefined
}

/** The button's look in every state. It starts a video only if there is none, and opens a running one. */
export function buttonLook({ video, doing, failed }: About, say: Say): ButtonLook {
  const plain = { tone: 'secondary', isBusy: false, isCalling: false } as const
  if (doing === 'start' || video?.word === 'requested')
    return { ...plain, title: say('requested'), isBusy: true, does: 'nothing' }
  if (doing === 'end' || video?.word === 'ending')
    return { ...plain, title: say('ending'), isBusy: true, does: 'nothing' }
  if (!video || isOver(video)) return startLook(video, failed, say)
  return {
    title: say('openRoom', { state: wordOf(video, say) }),
    tone: video.word === 'lost' ? 'destructive' : 'primary',
    isBusy: false,
    isCalling: video.word === 'waiting',
    does: 'open',
  }
}

function startLook(video: Video | undefined, failed: string | undefined, say: Say): ButtonLook {
  const trouble = failed ?? (video?.word === 'failed' ? say('failed') : undefined)
  const past = video && video.word !== 'failed' ? `${wordOf(video, say)}. ` : ''
  return {
    title: trouble ? `${trouble} ${say('startAgain')}` : `${past}${say(video ? 'startAgain' : 'start')}`,
    tone: trouble ? 'destructive' : 'secondary',
    isBusy: false,
    isCalling: false,
    does: 'start',
  }
}
