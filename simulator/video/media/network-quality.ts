import { z } from 'zod'
import type { HeardOnChannel } from './media-signalling.ts'

const received = z
  .object({ fractionLost: z.number().min(0).max(1).catch(0) })
  .nullish()
  .catch(null)
const ofKind = z.object({ recv: received }).nullish().catch(null)

/** A browser's measurements, in the SDK's format, and the detail in which it wants reports. */
const inputs = z.object({
  type: z.literal('network_quality'),
  audio: ofKind,
  video: ofKind,
  reportLevel: z.number().catch(1),
  remoteReportLevel: z.number().catch(0),
})

/** The lost fraction for each kind: 0 to 1. */
export type Lost = Readonly<Record<'audio' | 'video', number>>

export interface AsksForQuality {
  /** The packets lost on the way to the browser. */
  readonly received: Lost
  readonly own: number
  readonly others: number
}

/** Reads a browser's network measurements; undefined for any other message. */
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
  /** The level that a test sets. */
  readonly forced: number | undefined
}

/**
 * A browser's network quality, from 5 (good) to 1 (bad), by packet loss in both directions. Twilio's own formula is not
 * known.
 * @param detail 1: the level; 2: also the level for each kind and direction; 3: also the measurements
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

/** The highest loss for the levels 5, 4, 3 and 2. */
const steps = [0.02, 0.05, 0.1, 0.2]

function levelOf(lost: number): number {
  const step = steps.findIndex((most) => lost <= most)
  return step === -1 ? 1 : 5 - step
}
