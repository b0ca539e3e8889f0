import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'
import { type Seen, type SignallingPage, type SignallingPages, startSignallingPages } from './signalling-page.ts'
import { videoToken } from './video-token.ts'

// One call from its beginning to its end: each test continues the one before.

let simulator: RunningSimulator
let pages: SignallingPages
beforeAll(async () => {
  simulator = await startSimulator({ sessionTimeoutSeconds: 8 })
  pages = await startSignallingPages()
  await simulator.sdk.video.v1.rooms.create({ uniqueName: 'call' })
})
afterAll(() => Promise.all([pages.stop(), simulator.stop()]))

const patience = { timeout: 30_000, interval: 50 }
const call = () => simulator.sdk.video.v1.rooms('call')

function join(page: SignallingPage, identity: string, room = 'call') {
  const ws = simulator.url.replace('http', 'ws')
  return page.join(videoToken(identity, { room }), {
    name: room,
    wsServer: `${ws}/signaling`,
    wsServerInsights: `${ws}/v1/VideoEvents`,
  })
}

/** Waits until the page got this event. */
async function told(page: SignallingPage, expected: Partial<Seen>): Promise<void> {
  await expect.poll(async () => page.seen(), patience).toContainEqual(expect.objectContaining(expected))
}

/** Pictures that move: a subscription alone proves nothing, as it needs no media. */
async function sees(page: SignallingPage, who: string, howMany = 1): Promise<void> {
  const pictures = () => page.run<number[]>(`pictures('${who}')`)
  await expect.poll(pictures, patience).toHaveLength(howMany)
  const [before, bytes] = [await pictures(), await page.run<number>('bytesReceived()')]
  await expect.poll(async () => (await pictures()).every((at, i) => at > (before[i] ?? 0) + 0.2), patience).toBe(true)
  await expect.poll(() => page.run<number>('bytesReceived()'), patience).toBeGreaterThan(bytes)
}

let ada: SignallingPage
let ben: SignallingPage

it('two browsers with the unmodified SDK see each other move', async () => {
  ada = await pages.open()
  ben = await pages.open()
  expect(await join(ada, 'ada')).toBeNull()
  expect(await join(ben, 'ben')).toBeNull()
  await Promise.all([sees(ada, 'ben'), sees(ben, 'ada')])
  await told(ada, { what: 'participantConnected', who: 'ben' })
  await told(ada, { what: 'trackSubscribed', kind: 'audio', who: 'ben' })
  const tracks = await call().participants('ada').publishedTracks.list()
  expect(tracks.map(({ kind }) => kind)).toEqual(['audio', 'video'])
})

it('muting the camera reaches the other browser and REST, and so does unmuting', async () => {
  const enabled = async () => (await call().participants('ada').publishedTracks.list()).map((each) => each.enabled)
  await ada.run(`mute('video', true)`)
  await told(ben, { what: 'trackDisabled', kind: 'video', who: 'ada' })
  expect(await enabled()).toEqual([true, false])
  await ada.run(`mute('video', false)`)
  await told(ben, { what: 'trackEnabled', kind: 'video', who: 'ada' })
  expect(await enabled()).toEqual([true, true])
})

it('a screen is a second picture, and both browsers may publish another at the same time', async () => {
  await ada.run('share()')
  await told(ben, { what: 'trackSubscribed', kind: 'video', name: 'screen', who: 'ada' })
  await sees(ben, 'ada', 2)
  await ada.run('unshare()')
  await told(ben, { what: 'trackUnpublished', name: 'screen', who: 'ada' })
  await Promise.all([ada.run(`publishDrawing('drawn')`), ben.run(`publishDrawing('drawn')`)])
  await Promise.all([sees(ada, 'ben', 2), sees(ben, 'ada', 2)])
})

it('a name in use (53304) or too long (53302) fails to be published, and the earlier picture goes on', async () => {
  expect(await ada.run(`publishDrawing('drawn')`)).toMatchObject({ code: 53304 })
  expect(await ada.run(`publishDrawing('n'.repeat(129))`)).toMatchObject({ code: 53302 })
  await sees(ben, 'ada', 2)
})

it('the page gets the recording state of the room', async () => {
  expect(await ada.run('room.isRecording')).toBe(false)
  await call().recordingRules.update({ rules: [{ type: 'include', all: true }] })
  await told(ada, { what: 'recordingStarted' })
  expect(await ada.run('room.isRecording')).toBe(true)
  await call().recordingRules.update({ rules: [{ type: 'exclude', all: true }] })
  await told(ada, { what: 'recordingStopped' })
})

it('a cut connection heals, and a picture published meanwhile arrives', async () => {
  await simulator.control('POST', '/rooms/call/participants/ada/drop', { forMs: 500 })
  await told(ada, { what: 'reconnecting', error: expect.objectContaining({ code: 53001 }) })
  await told(ben, { what: 'participantReconnecting', who: 'ada' })
  expect((await call().participants('ada').fetch()).status).toBe('reconnecting')
  await ada.run(`void publishDrawing('meanwhile')`)
  await told(ada, { what: 'reconnected' })
  await told(ben, { what: 'participantReconnected', who: 'ada' })
  await Promise.all([sees(ben, 'ada', 3), sees(ada, 'ben', 2)])
})

it('a third who joins late sees both and is seen by both, who get an event when it leaves', async () => {
  const eve = await pages.open()
  expect(await join(eve, 'eve')).toBeNull()
  await Promise.all([sees(eve, 'ada', 3), sees(eve, 'ben', 2), sees(ada, 'eve'), sees(ben, 'eve')])
  await eve.run('room.disconnect()')
  // A participant who leaves still has their tracks, and has unpublished none.
  for (const page of [ada, ben]) {
    await told(page, { what: 'participantDisconnected', who: 'eve', tracks: 2 })
    expect(await page.seen()).not.toContainEqual(expect.objectContaining({ what: 'trackUnpublished', who: 'eve' }))
  }
  await eve.close()
})

it('the same identity again replaces the older one (53205)', async () => {
  const again = await pages.open()
  expect(await join(again, 'ada')).toBeNull()
  await told(ada, { what: 'disconnected', error: expect.objectContaining({ code: 53205 }) })
  await Promise.all([sees(again, 'ben', 2), sees(ben, 'ada')])
  await ada.close()
  ada = again
})

it('a participant whom REST removes is disconnected without an error', async () => {
  await call().participants('ben').update({ status: 'disconnected' })
  await told(ben, { what: 'disconnected', error: null })
  await told(ada, { what: 'participantDisconnected', who: 'ben' })
})

it('a room without pictures accepts only sound, and the page gets 53125', async () => {
  await simulator.sdk.video.v1.rooms.create({ uniqueName: 'spoken', audioOnly: true })
  const page = await pages.open()
  expect(await join(page, 'fay', 'spoken')).toBeNull()
  await told(page, { what: 'trackPublicationFailed', error: expect.objectContaining({ code: 53125 }) })
  expect(await page.run('[...room.localParticipant.tracks.values()].map(({ kind }) => kind)')).toEqual(['audio'])
  await simulator.sdk.video.v1.rooms('spoken').update({ status: 'completed' })
  await page.close()
})

it('the end of the room disconnects with 53118, and joining it afterwards is refused with 53106', async () => {
  await call().update({ status: 'completed' })
  await told(ada, { what: 'disconnected', error: expect.objectContaining({ code: 53118 }) })
  expect(await join(ben, 'ben')).toMatchObject({ code: 53106 })
  expect((await simulator.control('GET', '/signalling')).body).toMatchObject({ browsers: 0 })
})
