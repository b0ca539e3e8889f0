import { type RTCDataChannel, type RtcpPacket, RtcpRrPacket, type RtpPacket } from 'werift'
import type { Description } from '../signalling/messages.ts'
import type { MediaPath } from './media-port.ts'
import { createNegotiation, type Negotiation } from './negotiation.ts'
import { createReception, type Reception } from './reception.ts'
import { writeSdp } from './sdp-write.ts'
import type { Section } from './sections.ts'
import type { Stream } from './stream.ts'
import { createTransport, type Transport } from './transport.ts'

/** The packets of one track that a browser sends, or of one layer of the track. */
export interface Source {
  readonly ssrc: number
  readonly trackId: string
  readonly section: Section
  /** The index of the layer; 0 is the smallest. */
  readonly layer: number
  readonly reception: Reception
}

export interface EndParts {
  readonly path: MediaPath
  readonly candidate: { readonly address: string; readonly port: number }
  readonly videoCodecs: readonly string[]
  readonly say: (description: Description) => void
  readonly ready: () => void
  readonly rtp: (source: Source, packet: RtpPacket) => void
  readonly rtcp: (packet: RtcpPacket) => void
  readonly channel: (channel: RTCDataChannel) => void
  /** Called after a negotiation: the forwarding may have to change. */
  readonly agreed: () => void
}

/** The simulator's end of one browser's peer connection. */
export interface BrowserEnd {
  readonly negotiation: Negotiation
  readonly transport: Transport
  readonly path: MediaPath
  /** Keyed by SSRC. */
  readonly sources: ReadonlyMap<number, Source>
  /** The ids of tracks that the browser receives and that are switched off. */
  readonly switchedOff: Set<string>
  /** The streams to the browser, keyed by the SSRC that the browser expects. */
  readonly streams: Map<number, Stream>
  /** Sends the browser reports on the packets that it sends. */
  readonly report: () => void
  readonly close: () => void
}

const clockRates = { audio: 48_000, video: 90_000, application: 90_000 } as const
/** The sender of reports that the simulator creates itself. */
const ownSsrc = 1

/** Creates the simulator's end of a peer connection over an open media path. */
export function createBrowserEnd(parts: EndParts): BrowserEnd {
  const { path, candidate } = parts
  const sources = new Map<number, Source>()
  const streams = new Map<number, Stream>()
  let ufrag: string | undefined
  let version = 0

  const transport = createTransport(path, {
    ready: parts.ready,
    rtp(packet) {
      const source = sources.get(packet.header.ssrc)
      if (source === undefined) return
      source.reception.heard(packet.header, performance.now())
      parts.rtp(source, packet)
    },
    rtcp(packet) {
      if (packet.type === 200) sources.get(packet.ssrc)?.reception.told(packet.senderInfo, performance.now())
      parts.rtcp(packet)
    },
    channel: parts.channel,
  })
  const negotiation = createNegotiation({
    videoCodecs: parts.videoCodecs,
    write(setup, sections) {
      version += 1
      const credentials = path.credentials()
      return writeSdp({ version, setup, credentials, fingerprint: transport.fingerprint, candidate, sections })
    },
    say: parts.say,
    heard({ ufrag: theirs, fingerprint }) {
      // A new ICE user fragment from the browser is an ICE restart, which needs a new one from the simulator.
      if (ufrag !== undefined && theirs !== ufrag) path.renew()
      ufrag = theirs
      if (fingerprint !== undefined) transport.trust(fingerprint)
    },
    agreed() {
      followSources(sources, negotiation.sections)
      followStreams(streams, negotiation.sections)
      if (negotiation.sections.some(({ kind }) => kind === 'application')) transport.startData()
      parts.agreed()
    },
  })
  return {
    negotiation,
    transport,
    path,
    sources,
    switchedOff: new Set(),
    streams,
    report() {
      const reports = [...sources.values()].map(({ reception }) => reception.report(performance.now()))
      if (reports.length > 0) transport.sendRtcp([new RtcpRrPacket({ ssrc: ownSsrc, reports })])
    },
    close: () => transport.close(),
  }
}

/** Drops the streams that the browser no longer receives. */
function followStreams(streams: Map<number, Stream>, sections: readonly Section[]): void {
  const received = new Set(sections.map(({ agreed }) => agreed?.ssrc))
  for (const ssrc of streams.keys()) if (!received.has(ssrc)) streams.delete(ssrc)
}

function followSources(sources: Map<number, Source>, sections: readonly Section[]): void {
  const sent = sections.flatMap((section) =>
    (section.theirs?.ssrcs ?? []).map((ssrc, layer) => ({
      ssrc,
      layer,
      section,
      trackId: section.theirs?.trackId ?? '',
    })),
  )
  const ssrcs = new Set(sent.map(({ ssrc }) => ssrc))
  for (const ssrc of sources.keys()) if (!ssrcs.has(ssrc)) sources.delete(ssrc)
  for (const each of sent) {
    const known = sources.get(each.ssrc)
    if (known?.trackId === each.trackId) continue
    const reception = known?.reception ?? createReception(each.ssrc, clockRates[each.section.kind])
    sources.set(each.ssrc, { ...each, reception })
  }
}
