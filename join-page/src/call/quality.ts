/** The measurements of one direction since the call began. Times in ms. */
export type Sample = {
  readonly packets: number
  readonly lost: number
  readonly roundTrip: number | undefined
  readonly jitter: number | undefined
  /** Frames per second of the camera; undefined without one, and for a shared screen, which may stand still. */
  readonly frameRate: number | undefined
}

/** Pairs of an upper limit and its level; a value above all limits is level 0. */
type Scale = readonly (readonly [limit: number, level: number])[]

const loss: Scale = [
  [0.01, 5],
  [0.03, 4],
  [0.06, 3],
  [0.12, 2],
  [0.25, 1],
]
const roundTrip: Scale = [
  [200, 5],
  [350, 4],
  [550, 3],
  [900, 2],
  [2_000, 1],
]
const jitter: Scale = [
  [30, 5],
  [50, 4],
  [80, 3],
  [150, 2],
  [400, 1],
]
const slowness: Scale = [
  [1 / 12, 5],
  [1 / 8, 3],
  [1 / 4, 2],
]

/**
 * Grades a connection from 0 (nothing gets through) to 5, by the worst value between two samples. Twilio measures this
 * itself in rooms with a media server, but not between two browsers.
 * @returns undefined if no packets were sent
 */
export function quality(before: Sample | undefined, now: Sample): number | undefined {
  const packets = now.packets - (before?.packets ?? 0)
  const lost = Math.max(0, now.lost - (before?.lost ?? 0))
  if (packets + lost <= 0) return undefined
  const levels = [
    grade(loss, lost / (packets + lost)),
    grade(roundTrip, now.roundTrip),
    grade(jitter, now.jitter),
    grade(slowness, now.frameRate === undefined ? undefined : 1 / Math.max(now.frameRate, 0.1)),
  ]
  return Math.min(...levels)
}

const grade = (scale: Scale, value: number | undefined): number =>
  value === undefined ? 5 : (scale.find(([limit]) => value <= limit)?.[1] ?? 0)
