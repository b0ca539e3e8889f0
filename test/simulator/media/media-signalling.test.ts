import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from '../running-simulator.ts'
import { type Seen, type SignallingPage, type SignallingPages, startSignallingPages } from '../signalling-page.ts'
import { videoToken } from '../video-token.ts'

let simulator: RunningSimulator
let pages: SignallingPages
beforeAll(async () => {
  simulator = await startSimulator()
  pages = await startSignallingPages()
})
afterAll(() => Promise.all([pages.stop(), simulator.stop()]))

const patience = { timeout: 60_000, interval: 50 }

async function told(page: SignallingPage, expected: Partial<Seen>): Promise<void> {
  await expect.poll(async () => page.seen(), patience).toContainEqual(expect.objectContaining(expected))
}

async function enter(name: string, identity: string, options: object = {}): Promise<SignallingPage> {
  const page = await pages.open()
  const wsServer = `${simulator.url.replace('http', 'ws')}/signaling`
  const all = { name, wsServer, insights: false, ...options }
  expect(await page.join(videoToken(identity, { room: name }), all)).toBeNull()
  return page
}

const control = (path: string, body: object) => simulator.control('POST', `/rooms/${path}`, body)
const moves = async (page: SignallingPage, who: string): Promise<void> => {
  const pictures = () => page.run<number[]>(`pictures('${who}')`)
  await expect.poll(pictures, patience).toHaveLength(1)
  const [before = 0] = await pictures()
  await expect.poll(async () => (await pictures())[0] ?? 0, patience).toBeGreaterThan(before + 0.2)
}

it('browsers that ask for it get the speaker, networks, captions and switched-off tracks', async () => {
  await simulator.sdk.video.v1.rooms.create({ uniqueName: 'told', transcribeParticipantsOnConnect: true })
  const options = {
    dominantSpeaker: true,
    networkQuality: { local: 1, remote: 1 },
    receiveTranscriptions: true,
    bandwidthProfile: { video: { clientTrackSwitchOffControl: 'manual', contentPreferencesMode: 'manual' } },
  }
  const ada = await enter('told', 'ada', options)
  const ben = await enter('told', 'ben', options)
  await Promise.all([moves(ada, 'ben'), moves(ben, 'ada')])

  // The fake camera has a microphone that beeps.
  await told(ada, { what: 'dominantSpeakerChanged', who: 'ben' })
  await told(ben, { what: 'dominantSpeakerChanged', who: 'ada' })

  await told(ben, { what: 'networkQualityLevelChanged', who: 'ben', level: 5 })
  await control('told/participants/ada/media', { quality: 2 })
  await told(ada, { what: 'networkQualityLevelChanged', who: 'ada', level: 2 })
  await told(ben, { what: 'networkQualityLevelChanged', who: 'ada', level: 2 })

  await control('told/participants/ada/caption', { text: 'good mor', stability: 0.9 })
  await control('told/participants/ada/caption', { text: 'Good morning.' })
  const { sid } = await simulator.sdk.video.v1.rooms('told').participants('ada').fetch()
  const caption = {
    type: 'extension_transcriptions',
    participant: sid,
    sequence_number: 2,
    transcription: 'Good morning.',
  }
  for (const page of [ada, ben]) await told(page, { what: 'transcription', caption: expect.objectContaining(caption) })

  await ben.run(`look('ada', false)`)
  await told(ben, { what: 'trackSwitchedOff', kind: 'video', who: 'ada' })
  await ben.run(`look('ada', true)`)
  await told(ben, { what: 'trackSwitchedOn', kind: 'video', who: 'ada' })
  await moves(ben, 'ada')
  await Promise.all([ada.close(), ben.close()])
})

it('a browser with room for one picture gets the one of higher priority', async () => {
  await simulator.sdk.video.v1.rooms.create({ uniqueName: 'narrow' })
  const [ada, ben] = [await enter('narrow', 'ada'), await enter('narrow', 'ben')]
  const eve = await enter('narrow', 'eve', { bandwidthProfile: { video: { maxTracks: 1 } } })
  for (const [preferred, other] of [
    ['ada', 'ben'],
    ['ben', 'ada'],
  ]) {
    await expect.poll(() => eve.run('room.participants.size'), patience).toBe(2)
    await told(eve, { what: 'trackSubscribed', kind: 'video', who: preferred ?? '' })
    await told(eve, { what: 'trackSubscribed', kind: 'video', who: other ?? '' })
    await eve.run(`prefer('${other}', 'low')`)
    await eve.run(`prefer('${preferred}', 'high')`)
    await expect.poll(() => eve.run('keptBack()'), patience).toEqual([other])
  }
  await Promise.all([ada.close(), ben.close(), eve.close()])
})

it.each([
  ['VP8', 'H264'],
  ['H264', 'VP8'],
])('a room for %s only has no pictures in %s, though a browser prefers that', async (codec, preferred) => {
  await simulator.sdk.video.v1.rooms.create({ uniqueName: `for-${codec}`, videoCodecs: [codec as 'VP8'] })
  const options = { preferredVideoCodecs: [preferred] }
  const ada = await enter(`for-${codec}`, 'ada', options)
  const ben = await enter(`for-${codec}`, 'ben', options)
  await moves(ben, 'ada')
  expect(await ben.run('codecs()')).toEqual([codec])
  await Promise.all([ada.close(), ben.close()])
})
