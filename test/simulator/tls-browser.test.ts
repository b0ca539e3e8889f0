import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBehindTls } from './behind-tls.ts'
import { type SignallingPages, startSignallingPages } from './signalling-page.ts'
import { videoToken } from './video-token.ts'

let simulator: Awaited<ReturnType<typeof startBehindTls>>
let pages: SignallingPages

beforeAll(async () => {
  simulator = await startBehindTls()
  pages = await startSignallingPages(simulator.flags)
})
afterAll(async () => {
  await pages.stop()
  await simulator.stop()
})

it('a page with Twilio’s unchanged video SDK joins over wss://global.vss.twilio.com, or by its region’s host', async () => {
  const { app, cloud } = simulator
  const room = await app.request('/__sim/rooms', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'group' }),
  })
  const { sid } = (await room.json()) as { sid: string }
  const page = await pages.open()
  expect(await page.join(videoToken('ada', { room: sid }), { name: sid })).toBeNull()
  const [joined] = cloud.video.rooms.get(sid)?.connected.keys() ?? []
  expect(joined).toBe('ada')
  expect(await page.run('room.localParticipant.signalingRegion')).toBe('us1')
  await page.run('room.disconnect()')

  expect(await page.join(videoToken('ada', { room: sid }), { name: sid, region: 'ie1' })).toBeNull()
  expect(await page.run('room.localParticipant.signalingRegion')).toBe('ie1')
})
