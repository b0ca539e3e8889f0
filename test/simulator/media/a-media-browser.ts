import { expect } from 'vitest'
import { MediaStreamTrack, type RTCDataChannel, RTCPeerConnection, RtpHeader, RtpPacket, useOPUS, useVP8 } from 'werift'
import type { RunningSimulator } from '../running-simulator.ts'
import { ask, type Said } from '../signalling-client.ts'

const startedPayload = Buffer.alloc(100, 7)

/** No real browser: the library's own peer connection behind the signalling, so that every packet can be counted. */
export async function aMediaBrowser(
  simulator: RunningSimulator,
  identity: string,
  publishes: readonly ('video' | 'data')[] = ['video'],
  asks: readonly string[] = [],
) {
  const pc = new RTCPeerConnection({
    iceServers: [],
    iceAdditionalHostAddresses: ['127.0.0.1'],
    codecs: { audio: [useOPUS()], video: [useVP8()] },
  })
  const id = `pc-${identity}`
  const camera = new MediaStreamTrack({ kind: 'video', id: `cam-${identity}` })
  const sender = publishes.includes('video') ? pc.addTrack(camera) : undefined
  const ownData = publishes.includes('data') ? pc.createDataChannel(`data-${identity}`) : undefined
  const packets: { readonly trackId: string; readonly sequenceNumber: number }[] = []
  const channels = new Map<string, RTCDataChannel>()
  const keyFramesAsked = { count: 0 }
  sender?.onPictureLossIndication.subscribe(() => {
    keyFramesAsked.count += 1
  })
  pc.onDataChannel.subscribe((channel) => channels.set(channel.label, channel))
  pc.ontrack = ({ track, transceiver }) => {
    track.onReceiveRtp.subscribe(({ header }) =>
      packets.push({ trackId: transceiver.receiver.remoteTrackId ?? '', sequenceNumber: header.sequenceNumber }),
    )
  }
  await pc.setLocalDescription(await pc.createOffer())
  // A publisher that asks for hints has three layers, and sends the first.
  const layers = asks.includes('publisher_hints') ? [`a=ssrc-group:SIM ${sender?.ssrc} 2 3`] : []
  const described = (sdp: string): string => {
    const lines = [`a=msid:- cam-${identity}`, ...layers, 'a=mid:0'].join('\r\n')
    return sender === undefined ? sdp : sdp.replace(/^a=mid:0/m, lines)
  }
  const tracks = publishes.map((kind) => ({
    id: kind === 'video' ? `cam-${identity}` : `data-${identity}`,
    kind,
    name: kind,
  }))
  const client = await ask(simulator, identity, {
    tracks,
    offer: { id, sdp: described(pc.localDescription?.sdp ?? '') },
    channels: asks,
  })
  const say = (description: object) =>
    client.say({ type: 'update', session: client.answer.session, peer_connections: [{ id, description }] })
  let turn = Promise.resolve()
  const hear = async ({ peer_connections }: Said): Promise<void> => {
    for (const { description } of peer_connections) {
      if (description?.type === 'answer') await pc.setRemoteDescription({ type: 'answer', sdp: description.sdp ?? '' })
      if (description?.type !== 'offer') continue
      await pc.setRemoteDescription({ type: 'offer', sdp: description.sdp ?? '' })
      await pc.setLocalDescription(await pc.createAnswer())
      say({ type: 'answer', revision: description.revision, sdp: described(pc.localDescription?.sdp ?? '') })
    }
  }
  client.each((said) => {
    turn = turn.then(() => hear(said))
  })
  await expect.poll(() => pc.connectionState).toBe('connected')
  let sequenceNumber = 100
  return {
    ...client,
    id,
    pc,
    packets,
    channels,
    ownData,
    keyFramesAsked,
    described,
    /** Sends one packet of its picture. */
    picture() {
      sequenceNumber += 1
      const header = new RtpHeader({ sequenceNumber, timestamp: sequenceNumber * 3000, payloadType: 96, marker: true })
      camera.writeRtp(new RtpPacket(header, startedPayload))
      return sequenceNumber
    },
    close: () => pc.close(),
  }
}
