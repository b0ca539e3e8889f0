import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from '../running-simulator.ts'
import { type Seen, type SignallingPage, type SignallingPages, startSignallingPages } from '../signalling-page.ts'
import { videoToken } from '../video-token.ts'

const sessionTimeoutSeconds = 8

let simulator: RunningSimulator
let pages: SignallingPages
beforeAll(async () => {
  simulator = await startSimulator({ sessionTimeoutSeconds })
  pages = await startSignallingPages()
})
afterAll(() => Promise.all([pages.stop(), simulator.stop()]))

const patience = { timeout: 60_000, interval: 50 }

async function told(page: SignallingPage, expected: Partial<Seen>): Promise<void> {
  await expect.poll(async () => page.seen(), patience).toContainEqual(expect.objectContaining(expected))
}

/** Participants in a room, each in a browser with the unmodified SDK. */
async function aRoomOf(name: string, ...people: readonly string[]): Promise<SignallingPage[]> {
  await simulator.sdk.video.v1.rooms.create({ uniqueName: name })
  const wsServer = `${simulator.url.replace('http', 'ws')}/signaling`
  const all: SignallingPage[] = []
  for (const identity of people) {
    const page = await pages.open()
    expect(await page.join(videoToken(identity, { room: name }), { name, wsServer, insights: false })).toBeNull()
    all.push(page)
  }
  return all
}

const drop = (room: string, who: string) =>
  simulator.control('POST', `/rooms/${room}/participants/${who}/drop`, { forMs: 500 })
const media = (room: string, who: string, cut: boolean) =>
  simulator.control('POST', `/rooms/${room}/participants/${who}/media`, { cut })
const state = (page: SignallingPage) => page.run<string>('room.state')

for (const people of [['ada'], ['ada', 'ben'], ['ada', 'ben', 'eve', 'fay']]) {
  it(`of ${people.length} in a room, one who lost the connection comes back, and stays longer than the session timeout`, async () => {
    const name = `lost-${people.length}`
    const all = await aRoomOf(name, ...people)
    const [ada] = all
    if (ada === undefined) throw new Error('nobody is there')
    await expect.poll(() => ada.run('iceState()'), patience).toBe('connected')
    await drop(name, 'ada')
    await told(ada, { what: 'reconnecting', error: expect.objectContaining({ code: 53001 }) })
    await told(ada, { what: 'reconnected' })
    const since = Date.now()
    await expect.poll(() => Date.now() - since, patience).toBeGreaterThan((sessionTimeoutSeconds + 2) * 1000)
    for (const page of all) expect(await state(page)).toBe('connected')
    await Promise.all(all.map((page) => page.close()))
  })
}

it('media that dies alone is noticed (53405), and so is its return', async () => {
  const [ada] = await aRoomOf('dead', 'ada')
  if (ada === undefined) throw new Error('nobody is there')
  await expect.poll(() => ada.run('iceState()'), patience).toBe('connected')
  await media('dead', 'ada', true)
  await told(ada, { what: 'reconnecting', error: expect.objectContaining({ code: 53405 }) })
  await media('dead', 'ada', false)
  await told(ada, { what: 'reconnected' })
  expect(await state(ada)).toBe('connected')
  await ada.close()
})

it('media that stays dead ends the participation with 53405', async () => {
  const [ada] = await aRoomOf('gone', 'ada')
  if (ada === undefined) throw new Error('nobody is there')
  await expect.poll(() => ada.run('iceState()'), patience).toBe('connected')
  await media('gone', 'ada', true)
  await told(ada, { what: 'disconnected', error: expect.objectContaining({ code: 53405 }) })
  await ada.close()
})
