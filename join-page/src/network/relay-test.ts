import { type Measured, type Verdict, verdictOf } from './verdict.ts'

/** The longest wait for a connection (ms); TLS through a slow proxy takes seconds. */
const patience = 10_000
/** As much data as a small video: a kilobyte each 50 ms, for a second. */
const probes = 20
const pause = 50
const size = 1_000
/** A probe that is later than this (ms) is lost. The limit is long because the page may be starting a camera. */
const stragglers = 2_000

/** Grades a network by a test through Twilio's relays, as a call with relayed media. */
export const testRelays = async (iceServers: readonly RTCIceServer[]): Promise<Verdict> =>
  verdictOf(await measured(iceServers))

/** Sends probes from this page to itself through the relay, which takes one round trip to the relay. */
async function measured(iceServers: readonly RTCIceServer[]): Promise<Measured> {
  const config: RTCConfiguration = { iceServers: [...iceServers], iceTransportPolicy: 'relay' }
  const near = new RTCPeerConnection(config)
  const far = new RTCPeerConnection(config)
  try {
    // Like media: no retransmission, and no waiting for lost packets.
    const channel = near.createDataChannel('test', { ordered: false, maxRetransmits: 0 })
    const roundTrips: number[] = []
    far.ondatachannel = ({ channel: received }) => {
      received.onmessage = ({ data }) => roundTrips.push(performance.now() - Number.parseFloat(String(data)))
    }
    const opened = new Promise<boolean>((resolve) => {
      channel.onopen = () => resolve(true)
    })
    if (!(await Promise.race([opened, noWay(near, far), after(patience)]))) return { isOpen: false }
    for (let n = 0; n < probes; n++) {
      channel.send(String(performance.now()).padEnd(size))
      await after(pause)
    }
    for (let late = 0; late < stragglers && roundTrips.length < probes; late += pause) await after(pause)
    return { isOpen: true, sent: probes, roundTrips: [...roundTrips], transport: await transportOf(near) }
  } finally {
    near.close()
    far.close()
  }
}

/** Connects the two. @returns false once a connection is certainly impossible */
async function noWay(near: RTCPeerConnection, far: RTCPeerConnection): Promise<false> {
  const gathered = Promise.all([passOn(near, far), passOn(far, near)])
  await near.setLocalDescription(await near.createOffer())
  await far.setRemoteDescription(near.localDescription ?? { type: 'offer' })
  await far.setLocalDescription(await far.createAnswer())
  await near.setRemoteDescription(far.localDescription ?? { type: 'answer' })
  const [ways, others] = await gathered
  if (ways === 0 || others === 0) return false
  return new Promise((resolve) => {
    near.oniceconnectionstatechange = () => near.iceConnectionState === 'failed' && resolve(false)
  })
}

/** Passes each candidate to the other side. @returns the number of candidates */
function passOn(from: RTCPeerConnection, to: RTCPeerConnection): Promise<number> {
  let ways = 0
  return new Promise((resolve) => {
    from.onicecandidate = ({ candidate }) => {
      if (!candidate) return resolve(ways)
      if (candidate.candidate === '') return
      ways += 1
      // Fails if the test has ended meanwhile.
      to.addIceCandidate(candidate).catch(() => undefined)
    }
  })
}

/** The protocol to the relays: UDP if that works at all, even if another one was found first. */
async function transportOf(connection: RTCPeerConnection): Promise<string | undefined> {
  const transports: string[] = []
  const stats = await connection.getStats()
  stats.forEach(({ type, relayProtocol }) => {
    if (type === 'local-candidate' && typeof relayProtocol === 'string') transports.push(relayProtocol)
  })
  return transports.includes('udp') ? 'udp' : transports[0]
}

const after = (ms: number): Promise<false> => new Promise((resolve) => setTimeout(() => resolve(false), ms))
