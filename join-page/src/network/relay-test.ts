import { type Measured, type Verdict, verdictOf } from './verdict.ts'

/** How long (ms) a way is looked for; TLS through a slow proxy takes seconds. */
const patience = 10_000
/** As much as a small picture takes: a kilobyte each 50 ms, for a second. */
const probes = 20
const pause = 50
const size = 1_000
/** What is later than this (ms) is lost. A page that starts a camera meanwhile is late itself. */
const stragglers = 2_000

/** Judges a network by what it does to a call whose media goes through the relays alone. */
export const testRelays = async (iceServers: readonly RTCIceServer[]): Promise<Verdict> =>
  verdictOf(await measured(iceServers))

/** Sends from this page to itself: there and back is once to the relay. */
async function measured(iceServers: readonly RTCIceServer[]): Promise<Measured> {
  const config: RTCConfiguration = { iceServers: [...iceServers], iceTransportPolicy: 'relay' }
  const near = new RTCPeerConnection(config)
  const far = new RTCPeerConnection(config)
  try {
    // As media goes: nothing is repeated, and nothing waits for what was lost.
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

/** Joins the two. @returns false once there is certainly no way between them */
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

/** Tells the other one of each way, and at the end how many there were. */
function passOn(from: RTCPeerConnection, to: RTCPeerConnection): Promise<number> {
  let ways = 0
  return new Promise((resolve) => {
    from.onicecandidate = ({ candidate }) => {
      if (!candidate) return resolve(ways)
      if (candidate.candidate === '') return
      ways += 1
      // Refused when the test is over meanwhile.
      to.addIceCandidate(candidate).catch(() => undefined)
    }
  })
}

/** How the relays are reached: by UDP where that gets through at all, whichever way was quicker to be found. */
async function transportOf(connection: RTCPeerConnection): Promise<string | undefined> {
  const transports: string[] = []
  const stats = await connection.getStats()
  stats.forEach(({ type, relayProtocol }) => {
    if (type === 'local-candidate' && typeof relayProtocol === 'string') transports.push(relayProtocol)
  })
  return transports.includes('udp') ? 'udp' : transports[0]
}

const after = (ms: number): Promise<false> => new Promise((resolve) => setTimeout(() => resolve(false), ms))
