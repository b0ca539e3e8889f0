import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aTurnServer, coturn } from '../../support/a-turn-server.ts'
import { type RunningSimulator, startSimulator } from '../running-simulator.ts'
import { type SignallingPages, startSignallingPages } from '../signalling-page.ts'
import { videoToken } from '../video-token.ts'

describe.skipIf(!coturn)('Twilio’s test before a call (skipped without coturn)', () => {
  let simulator: RunningSimulator
  let pages: SignallingPages
  let turn: Awaited<ReturnType<typeof aTurnServer>> | undefined
  beforeAll(async () => {
    simulator = await startSimulator()
    pages = await startSignallingPages()
    turn = coturn && (await aTurnServer(coturn))
  })
  afterAll(() => Promise.all([pages.stop(), simulator.stop(), turn?.stop()]))

  it('passes through a relay that the simulator names, and fails with 53405 while it names none', async () => {
    const page = await pages.open()
    const wsServer = `${simulator.url.replace('http', 'ws')}/signaling`
    const run = () =>
      page.run(`preflight(${JSON.stringify(videoToken('ada'))}, ${JSON.stringify({ wsServer, duration: 3000 })})`)
    expect(await run()).toMatchObject({ error: { code: 53405 } })
    await simulator.control('POST', '/turn', { iceServers: [turn?.over('udp'), turn?.over('tcp')] })
    expect(await run()).toEqual({
      steps: expect.arrayContaining(['mediaAcquired', 'connected', 'mediaSubscribed', 'iceConnected', 'mediaStarted']),
      ways: expect.arrayContaining(['relay']),
      error: null,
    })
    await page.close()
  })
})
