import { z } from 'zod'
import type { HeardOnChannel } from './media-signalling.ts'

const received = z
  .object({ fractionLost: z.number().min(0).max(1).catch(0) })
  .nullish()
  .catch(null)
const ofKind = z.object({ recv: received }).nullish().catch(null)

/** What a browser has measured, as the SDK puts it together, and in how much detail it wants to be told. */
const inputs = z.object({
  type: z.literal('network_quality'),
  audio: ofKind,
  video: ofKind,
  reportLevel: z.number().catch(1),
  remoteReportLevel: z.number().catch(0),
})

/** The part that is lost of each kind: 0 to 1. */
export type Lost = Readonly<Record<'audio' | 'video', number>>

export interface AsksForQuality {
  /** What the browser has missed of what it was sent. */
  readonly received: Lost
  readonly own: number
  readonly others: number
}

export function asksForQuality(message: HeardOnChannel): AsksForQuality | undefined {
  const parsed = inputs.safeParse(message)
  if (!parsed.success) return undefined
  const { audio, video, reportLevel, remoteReportLevel } = parsed.data
  const lost = { audio: audio?.recv?.fractionLost ?? 0, video: video?.recv?.fractionLost ?? 0 }
  return { received: lost, own: reportLevel, others: remoteReportLevel }
}

export interface Network {
  readonly sent: Lost
  readonly received: Lost
  /** The level that a test wants. */
  readonly forced: number | undefined
}

/**
 * A browser's network, from 5 (good) to 1 (bad), by what is lost on the way there and back. How Twilio weighs it is not known.
 * @param detail 1: the level alone; 2: that of each kind and direction; 3: what was measured, too
 */
export function qualityOf({ sent, received, forced }: Network, detail: number) {
  const direction = (lost: number) => ({ level: forced ?? levelOf(lost), lost })
  const kinds = (['audio', 'video'] as const).map((kind) => {
    const [send, recv] = [direction(sent[kind]), direction(received[kind])]
    const stats = detail > 2 && { sendStats: statsOf(send), recvStats: statsOf(recv) }
    return [kind, { send: send.level, recv: recv.level, ...stats }] as const
  })
  const level = Math.min(...kinds.flatMap(([, { send, recv }]) => [send, recv]))
  return { level, ...(detail > 1 && Object.fromEntries(kinds)) }
}

const statsOf = ({ level, lost }: { readonly level: number; readonly lost: number }) => ({
  fractionLost: { fractionLost: lost, level },
})

/** Up to which part is lost, for 5, 4, 3 and 2. */
const steps = [0.02, 0.05, 0.1, 0.2]

function levelOf(lost: number): number {
  const step = steps.findIndex((most) => lost <= most)
  return step === -1 ? 1 : 5 - step
}
