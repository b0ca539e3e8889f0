import type { RTCDataChannel } from 'werift'
import { z } from 'zod'
import type { MediaChannel } from './media-channels.ts'
import type { Transport } from './transport.ts'

const heard = z.looseObject({ type: z.string() })

export type HeardOnChannel = z.output<typeof heard>

export interface MediaSignalling {
  /** Does nothing if the browser has not asked for that channel. */
  readonly say: (channel: MediaChannel, message: Readonly<Record<string, unknown>>) => void
}

export function createMediaSignalling(
  transport: Transport,
  asked: readonly MediaChannel[],
  hear: (message: HeardOnChannel) => void,
): MediaSignalling {
  const channels = new Map<MediaChannel, RTCDataChannel>()
  for (const label of asked) {
    const channel = transport.openChannel({ label, ordered: true, maxRetransmits: null, maxPacketLifeTime: null })
    channels.set(label, channel)
    channel.onMessage.subscribe((text) => {
      const parsed = heard.safeParse(fromJson(String(text)))
      if (parsed.success) hear(parsed.data)
    })
  }
  return {
    say: (channel, message) => channels.get(channel)?.send(JSON.stringify({ type: channel, ...message })),
  }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
