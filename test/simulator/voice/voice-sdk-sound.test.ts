import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, type RtpPacket } from 'werift'
import { close, listen, type RunningSimulator, startSimulator } from '../running-simulator.ts'
import { registered } from './a-device.ts'

let simulator: RunningSimulator
let application: string
const server = createServer((_, response) => {
  const twiml = '<Response><Pause length="600"/></Response>'
  response.writeHead(200, { 'content-type': 'text/xml' }).end(twiml)
})
const patience = { timeout: 30_000 }

beforeAll(async () => {
  simulator = await startSimulator({ voice: { updateLagMs: 0 } })
  application = await listen(server)
})
afterAll(() => Promise.all([simulator.stop(), close(server)]))

/** The other end of a call: neither a browser nor the SDK, and no code of the simulator. */
function anEnd() {
  const pcmu = new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8_000, channels: 1, payloadType: 0 })
  const end = new RTCPeerConnection({
    codecs: { audio: [pcmu] },
    iceServers: [],
    iceAdditionalHostAddresses: ['127.0.0.1'],
  })
  onTestFinished(() => end.close())
  const heard: RtpPacket[] = []
  end.onTrack.subscribe((track) => void track.onReceiveRtp.subscribe((packet) => heard.push(packet)))
  end.addTrack(new MediaStreamTrack({ kind: 'audio' }))
  return { end, heard }
}

/** How often mu-law goes from below to above zero in a second of 8 kHz, give or take the edges. */
const pitchOf = (packets: readonly RtpPacket[]): number => {
  const samples = Buffer.concat(packets.map(({ payload }) => payload))
  const signs = [...samples].map((each) => each >= 0x80)
  const risings = signs.filter((isUp, index) => isUp && signs[index - 1] === false).length
  return Math.round((risings * 8_000) / samples.length / 10) * 10
}

/** A call of that end, which does nothing but last. */
async function calling() {
  const { sid } = await simulator.sdk.applications.create({ voiceUrl: `${application}/twiml` })
  const device = await registered(simulator.url, 'ada', { applicationSid: sid })
  const { end, heard } = anEnd()
  await end.setLocalDescription(await end.createOffer())
  const offered = end.localDescription?.sdp ?? ''
  device.say('invite', { callsid: 'TJown', sdp: offered, twilio: {} })
  const { callsid: callSid = '', sdp = '' } = await device.hears('answer')
  await end.setRemoteDescription({ type: 'answer', sdp })
  return { device, heard, callSid, offered, sdp }
}

it('a call carries the tones of its leg, over DTLS and SRTP, frame after frame, until it ends', async () => {
  const { device, heard, callSid } = await calling()
  await expect.poll(() => heard.length, patience).toBeGreaterThan(50)
  expect(pitchOf(heard)).toBe(300)
  const [first, second] = heard
  expect(first?.payload.length).toBe(160)
  const step = (name: 'sequenceNumber' | 'timestamp') => (second?.header[name] ?? 0) - (first?.header[name] ?? 0)
  expect([step('sequenceNumber'), step('timestamp')]).toEqual([1, 160])
  await simulator.sdk.calls(callSid).update({ status: 'completed' })
  await device.hears('hangup')
})

it('ICE is restarted in a call: the answer has new candidates, and the sound goes on', async () => {
  const { device, heard, callSid, offered, sdp } = await calling()
  await expect.poll(() => heard.length, patience).toBeGreaterThan(5)
  device.say('reinvite', { callsid: callSid, sdp: offered.replace(/^a=ice-ufrag:.*$/gm, 'a=ice-ufrag:anew') })
  const { sdp: other = '' } = await device.hears('answer', 1)
  const nameIn = (text: string) => /^a=ice-ufrag:(\S+)/m.exec(text)?.[1]
  expect(nameIn(other)).toBeDefined()
  expect(nameIn(other)).not.toBe(nameIn(sdp))
  const before = heard.length
  await expect.poll(() => heard.length, patience).toBeGreaterThan(before + 10)
})
