/** The server's words for the state of a video (src/features/video-escalation/announce.ts). */
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

/** One video as the agent may see it, from the stream or from the task. Contains no link and no token. */
export type Video = {
  /** `esc-<conversation>-<start>` */
  readonly id: string
  readonly word: Word
  /** The customer's readiness step on the join page. Only the server's stream has it. */
  readonly customer?: { readonly step: string; readonly detail?: string | undefined } | undefined
  readonly asksForLink: boolean
  /** Why the invite did not reach the customer: a code, and the server's sentence. */
  readonly notDelivered?: { readonly reason: string; readonly message: string } | undefined
  /** Why the server could not write the video on the task. */
  readonly notOnTask?: string | undefined
  /** Set once the video is over. */
  readonly reason?: string | undefined
  readonly seconds?: number | undefined
  readonly stars?: number | undefined
}

/** `handed-over`: the video goes on with another agent, and is over for this one. */
const over: readonly Word[] = ['ended', 'failed', 'expired', 'cancelled', 'handed-over']
export const isOver = (video: Video | undefined): boolean => video === undefined || over.includes(video.word)

/** Whether somebody is in the room or at its door. Leaving the task now would end the video for them. */
export const isOccupied = (video: Video | undefined): boolean =>
  video !== undefined && ['waiting', 'live', 'lost'].includes(video.word)

/** Whether the room can be entered. */
export const isOpen = (video: Video | undefined): boolean => !isOver(video) && video?.word !== 'ending'

/** Whether the task has a video tab: while the video is on, or to say that it was handed over. */
export const hasTab = (video: Video | undefined): boolean => !isOver(video) || video?.word === 'handed-over'

export const isWord = (word: unknown): word is Word => words.some((each) => each === word)
