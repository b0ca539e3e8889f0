import {
  GenericNack,
  PictureLossIndication,
  ReceiverEstimatedMaxBitrate,
  type RtcpPacket,
  RtcpPayloadSpecificFeedback,
  RtcpSenderInfo,
  RtcpSrPacket,
  RtcpTransportLayerFeedback,
  type RtpPacket,
  Vp8RtpPayload,
} from 'werift'
import type { BrowserEnd, Source } from './browser-end.ts'
import { nameOf } from './codecs.ts'
import type { Section } from './sections.ts'
import { carried, createStream, type Stream, sentAs } from './stream.ts'

/** All ends in one room. */
export type Ends = Iterable<BrowserEnd>

const ownSsrc = 1

/**
 * Forwards a packet to every browser that receives its track, with that browser's own SSRC, payload type and sequence
 * numbers.
 */
export function forward(ends: Ends, source: Source, { header, payload }: RtpPacket): void {
  const codec = source.section.codecs.find((each) => each.payloadType === header.payloadType)
  if (codec === undefined) return
  for (const end of ends) {
    const section = receiving(end, source.trackId)
    const same = section?.codecs.find((each) => nameOf(each) === nameOf(codec))
    if (section?.agreed === undefined || same === undefined || end.switchedOff.has(source.trackId)) continue
    const { ssrc } = section.agreed
    const stream = streamOf(end, ssrc)
    const isWhole = source.section.theirs?.ssrcs.length === 1
    if (isWhole) stream.target = source.ssrc
    const numbers = carried(stream, header, () => isWhole || beginsPicture(payload), performance.now())
    if (numbers === undefined) continue
    // Without the sender's header extensions, because their ids differ per browser.
    end.transport.sendRtp(payload, {
      version: 2,
      marker: header.marker,
      payloadType: same.payloadType,
      ...numbers,
      ssrc,
    })
  }
}

/** Forwards RTCP: sender reports to the receivers, and feedback to the sender. */
export function forwardReport(ends: Ends, from: BrowserEnd, packet: RtcpPacket): void {
  if (packet instanceof RtcpSrPacket) {
    const source = from.sources.get(packet.ssrc)
    if (source !== undefined) forwardSenderReport(ends, source, packet)
  } else if (packet instanceof RtcpPayloadSpecificFeedback) {
    const { feedback } = packet
    if (!(feedback instanceof PictureLossIndication)) return
    const sender = senderOf(ends, from, feedback.mediaSsrc)
    if (sender !== undefined) askFor(sender.end, sender.source.ssrc)
  } else if (packet instanceof RtcpTransportLayerFeedback && packet.feedback instanceof GenericNack) {
    const { mediaSourceSsrc, lost } = packet.feedback
    const sender = senderOf(ends, from, mediaSourceSsrc)
    if (sender === undefined) return
    const feedback = new GenericNack({
      senderSsrc: ownSsrc,
      mediaSourceSsrc: sender.source.ssrc,
      lost: lost.map((number) => sentAs(sender.stream, number)),
    })
    sender.end.transport.sendRtcp([new RtcpTransportLayerFeedback({ feedback })])
  }
}

/** Asks for a whole picture, which a new receiver needs to start with. */
export function askForPictures(ends: Ends, trackId: string): void {
  for (const end of ends) {
    for (const source of end.sources.values()) {
      if (source.trackId === trackId && source.section.kind === 'video') askFor(end, source.ssrc)
    }
  }
}

/** Sets the layer of a track that a viewer gets from the next whole picture on. */
export function aimAt(viewer: BrowserEnd, publisher: BrowserEnd, { ssrc, trackId }: Source): void {
  const agreed = receiving(viewer, trackId)?.agreed
  if (agreed === undefined) return
  const stream = streamOf(viewer, agreed.ssrc)
  stream.target = ssrc
  if (stream.from !== undefined && stream.from !== ssrc) askFor(publisher, ssrc)
}

/** A REMB cannot be withdrawn; this value is high enough to be no limit. */
const unlimited = 50_000_000

/** Tells a browser (REMB) how many bit/s are enough for all its video together; undefined: no limit. */
export function askForLess(end: BrowserEnd, bitrate = unlimited): void {
  const ssrcs = [...end.sources.values()].flatMap(({ section, ssrc }) => (section.kind === 'video' ? ssrc : []))
  // An 18-bit mantissa, and its exponent.
  const brExp = Math.max(0, Math.ceil(Math.log2(bitrate / 2 ** 18)))
  const feedback = new ReceiverEstimatedMaxBitrate({
    senderSsrc: ownSsrc,
    mediaSsrc: 0,
    ssrcNum: ssrcs.length,
    brExp,
    brMantissa: Math.floor(bitrate / 2 ** brExp),
    ssrcFeedbacks: ssrcs,
  })
  end.transport.sendRtcp([new RtcpPayloadSpecificFeedback({ feedback })])
}

function forwardSenderReport(ends: Ends, source: Source, { senderInfo }: RtcpSrPacket): void {
  for (const end of ends) {
    const ssrc = receiving(end, source.trackId)?.agreed?.ssrc
    const stream = ssrc === undefined ? undefined : streamOf(end, ssrc)
    if (ssrc === undefined || stream === undefined || (stream.from ?? source.ssrc) !== source.ssrc) continue
    const rtpTimestamp = (senderInfo.rtpTimestamp + stream.timestampShift) >>> 0
    const shifted = new RtcpSenderInfo({ ...senderInfo, rtpTimestamp })
    end.transport.sendRtcp([new RtcpSrPacket({ ssrc, senderInfo: shifted })])
  }
}

const askFor = (end: BrowserEnd, mediaSsrc: number): void =>
  end.transport.sendRtcp([
    new RtcpPayloadSpecificFeedback({ feedback: new PictureLossIndication({ senderSsrc: ownSsrc, mediaSsrc }) }),
  ])

function senderOf(ends: Ends, receiver: BrowserEnd, ssrc: number) {
  const trackId = receiver.negotiation.sections.find(({ agreed }) => agreed?.ssrc === ssrc)?.agreed?.trackId
  const stream = streamOf(receiver, ssrc)
  for (const end of ends) {
    for (const source of end.sources.values()) {
      if (source.trackId === trackId && (stream.from ?? source.ssrc) === source.ssrc) return { end, source, stream }
    }
  }
  return undefined
}

const receiving = (end: BrowserEnd, trackId: string): Section | undefined =>
  end.negotiation.sections.find(({ agreed }) => agreed?.trackId === trackId)

function streamOf({ streams }: BrowserEnd, ssrc: number): Stream {
  const stream = streams.get(ssrc) ?? createStream()
  streams.set(ssrc, stream)
  return stream
}

/** Only VP8 is sent in layers. */
const beginsPicture = (payload: Buffer): boolean => Vp8RtpPayload.deSerialize(payload).isKeyframe
