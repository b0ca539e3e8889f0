import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { freePort } from '../../tools/free-port.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { aSocket, getRequest, idlers } from '../support/a-socket.ts'

/** Connections that browsers, balancers and scrapers leave open must not keep a process from its end. */
let centre: CallCentre
let metricsUrl: string
beforeAll(async () => {
  const port = await freePort()
  metricsUrl = `http://127.0.0.1:${port}`
  centre = await aCallCentre({ env: { METRICS_PORT: String(port) } })
})
afterAll(() => centre?.stop())

const mostMs = 3_000

it('a stopped server answers open requests, ends its event streams, and exits 0 within 3 s of the last answer', async () => {
  const chat = await centre.chat()
  const { link, id } = await chat.invited()
  const other = await centre.chat()
  const { sid } = await centre.hire(['supervisor'])
  const supervisor = await centre.sim.flexToken(sid)

  await idlers(centre.serverUrl, '/healthz')
  const page = await aSocket(centre.serverUrl)
  page.write(getRequest(`${new URL(link).pathname}/events`))
  const board = await aSocket(centre.serverUrl)
  board.write(
    getRequest('/api/supervisor/board/events').replace('\r\n\r\n', `\r\nAuthorization: Bearer ${supervisor}\r\n\r\n`),
  )
  await until('both streams tell', async () => page.text().includes('event: state') && board.text().includes(id))

  // The slowest case: an answer that waits for Twilio.
  await centre.sim.latency(1_200)
  const asking = other.start().then((answer) => ({ status: answer.status, at: Date.now() }))
  const after = await centre.last()
  await until('a request reaches Twilio', async () => (await centre.journal(after)).length > 0)
  const killedAt = Date.now()
  centre.server.kill('SIGTERM')
  const [code, { status, at }] = await Promise.all([centre.server.exited, asking])
  expect(Date.now() - at).toBeLessThan(mostMs)
  expect([code, status]).toEqual([0, 202])
  expect(at - killedAt).toBeGreaterThan(500)
  // The last chunk shows that the streams were ended, not cut.
  expect([page, board].map((each) => each.text().endsWith('0\r\n\r\n'))).toEqual([true, true])
  await centre.sim.latency(0)
})

it('a stopped worker exits 0 within 3 s, whatever is open at its metrics', async () => {
  const open = await idlers(metricsUrl, '/metrics')
  await until('the kept one was answered', async () => open[3]?.text().includes('escalate_'))
  const started = Date.now()
  centre.worker.kill('SIGTERM')
  expect(await centre.worker.exited).toBe(0)
  expect(Date.now() - started).toBeLessThan(mostMs)
})

it('server and worker stopped while Redis and the trace collector are silent exit 0 within 10 s', async () => {
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo // it listens on TCP
  const other = await aCallCentre({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` } })
  onTestFinished(async () => {
    other.redis?.kill('SIGCONT')
    await other.stop()
    silent.close()
  })
  await (await other.chat()).invited()
  await idlers(other.serverUrl, '/healthz')
  other.redis?.kill('SIGSTOP')
  const started = Date.now()
  other.server.kill('SIGTERM')
  other.worker.kill('SIGTERM')
  const ends = [other.server, other.worker].map(async ({ exited }) => [await exited, Date.now() - started] as const)
  const [server, worker] = await Promise.all(ends)
  expect([server?.[0], worker?.[0]]).toEqual([0, 0])
  expect(Math.max(server?.[1] ?? 0, worker?.[1] ?? 0)).toBeLessThan(10_000)
})
