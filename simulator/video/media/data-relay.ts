import type { RTCDataChannel } from 'werift'
import type { Transport } from './transport.ts'

/** The data tracks of one browser: one channel for each, labelled with the track's id. */
export interface DataRelay {
  /** Adds a channel on which the browser publishes a data track. */
  readonly publish: (channel: RTCDataChannel) => void
  /** Sets which data tracks of other browsers this browser receives. */
  readonly receive: (trackIds: readonly string[], all: readonly DataRelay[]) => void
  readonly published: ReadonlyMap<string, RTCDataChannel>
}

/** Creates the relay for one browser's data tracks over its transport. */
export function createDataRelay(transport: Transport): DataRelay {
  const published = new Map<string, RTCDataChannel>()
  const received = new Map<string, { readonly close: () => void }>()
  return {
    published,
    publish: (channel) => void published.set(channel.label, channel),
    receive(trackIds, all) {
      const wanted = new Set(trackIds)
      for (const [trackId, { close }] of received) {
        if (wanted.has(trackId)) continue
        received.delete(trackId)
        close()
      }
      for (const trackId of wanted) {
        if (received.has(trackId)) continue
        const source = all.find((each) => each.published.has(trackId))?.published.get(trackId)
        if (source === undefined) continue
        const { label, ordered, maxRetransmits, maxPacketLifeTime } = source
        const copy = transport.openChannel({ label, ordered, maxRetransmits, maxPacketLifeTime })
        const { unSubscribe } = source.onMessage.subscribe((message) => copy.send(message))
        received.set(trackId, {
          close() {
            unSubscribe()
            copy.close()
          },
        })
      }
    },
  }
}
