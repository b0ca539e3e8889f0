/** The server's words for how far a video is (src/features/video-escalation/announce.ts). */
export const words = [
  'requested',
  'invited',
  'waiting',
  'live',
  'lost',
  'paused',
  'ending',
  'ended',
  'failed',
  'expired',
  'cancelled',
  'handed-over',
] as const
export type Word = (typeof words)[number]

/** One video as the agent may see it, whichever way it was heard of. No link and no token is in it. */
export type Video = {
  /** `esc-<conversation>-<start>` */
  readonly id: string
  readonly word: Word
  /** How far the customer came on the join page. Only the server's stream tells. */
  readonly customer?: { readonly step: string; readonly detail?: string | undefined } | undefined
  readonly asksForLink: boolean
  /** The invite did not reach the customer: why in a word, and in the server's sentence. */
  readonly notDelivered?: { readonly reason: string; readonly message: string } | undefined
  /** Why the server could not write it on the task. */
  readonly notOnTask?: string | undefined
  /** Once it is over. */
  readonly reason?: string | undefined
  readonly seconds?: number | undefined
  readonly stars?: number | undefined
}

/** `handed-over`: it goes on with the agent who took the conversation over; for this one it is over. */
const over: readonly Word[] = ['ended', 'failed', 'expired', 'cancelled', 'handed-over']
export const isOver = (video: Video | undefined): boolean => video === undefined || over.includes(video.word)

/** Somebody is in it or at its door: leaving the task now would throw them out. */
export const isPeopled = (video: Video | undefined): boolean =>
  video !== undefined && ['waiting', 'live', 'lost'].includes(video.word)

/** The room can be gone into. */
export const isOpen = (video: Video | undefined): boolean => !isOver(video) && video?.word !== 'ending'

/** The tab is there while there is something to see, or to be told. */
export const hasTab = (video: Video | undefined): boolean => !isOver(video) || video?.word === 'handed-over'

export const isWord = (word: unknown): word is Word => words.some((each) => each === word)
