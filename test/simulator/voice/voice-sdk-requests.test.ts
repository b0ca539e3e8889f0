import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from '../running-simulator.ts'
import { voiceToken } from './a-device.ts'

let simulator: RunningSimulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())

describe('other requests of the SDK', () => {
  const page = 'http://localhost:3000'
  const post = (path: string, token: string, origin = page) =>
    simulator.app.request(path, { method: 'POST', headers: { origin, 'x-twilio-token': token }, body: '{}' })

  it.each(['/v4/EndpointEvents', '/v4/EndpointMetrics'])('%s is taken with a good token', async (path) => {
    const asking = {
      origin: page,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-twilio-token',
    }
    const before = await simulator.app.request(path, { method: 'OPTIONS', headers: asking })
    expect(before.headers.get('access-control-allow-origin')).toBe(page)
    expect(before.headers.get('access-control-allow-headers')).toBe('x-twilio-token')
    expect((await post(path, voiceToken('ada'))).status).toBe(200)
    expect(await (await post(path, 'nothing')).json()).toMatchObject({ status: 401, code: 20101 })
    expect(
      (await post(path, voiceToken('ada'), 'https://example.com')).headers.has('access-control-allow-origin'),
    ).toBe(false)
  })

  it('a sound is a file that can be played', async () => {
    const sound = await simulator.app.request('/js/client/sounds/releases/1.0.0/incoming.mp3')
    const bytes = Buffer.from(await sound.arrayBuffer())
    expect([bytes.toString('latin1', 0, 4), bytes.readUInt32LE(24), bytes.length]).toEqual(['RIFF', 8_000, 844])
  })
})
