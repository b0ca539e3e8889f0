import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../tools/free-port.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { aSocket, getRequest, idlers } from '../support/a-socket.ts'

let centre: CallCentre
let metricsUrl: string
const keptSeconds = 620
const printed: string[] = []
beforeAll(async () => {
  const port = await freePort()
  metricsUrl = `http://127.0.0.1:${port}`
  centre = await aCallCentre({
    env: { METRICS_PORT: String(port) },
    heard: (program, line) => void (program !== 'simulator' && printed.push(line)),
  })
})
afterAll(() => centre?.stop())

const toldAt = async (url: string) => (await fetch(`${url}/metrics`)).text()
const logged = (text: string) => printed.filter((line) => line.includes(text))
const withCookies = (kib: number) => ({
  headers: { cookie: Array.from({ length: kib }, (_, n) => `c${n}=${'x'.repeat(1_015)}`).join('; ') },
})

it('a customer with 12 KiB of cookies gets the page; with 40 KiB they get 431, counted each time and logged once', async () => {
  const { link } = await (await centre.chat()).invited()
  expect((await fetch(link, withCookies(12))).status).toBe(200)
  for (let n = 0; n < 3; n++) expect((await fetch(link, withCookies(40))).status).toBe(431)
  expect(await toldAt(centre.serverUrl)).toContain('escalate_http_turned_away_total{reason="header-too-large"} 3')
  expect(logged('"reason":"header-too-large"')).toHaveLength(1)
})

it('a worker counts the requests that it refuses, too', async () => {
  expect((await fetch(`${metricsUrl}/metrics`, withCookies(40))).status).toBe(431)
  expect(await toldAt(metricsUrl)).toContain('escalate_http_turned_away_total{reason="header-too-large"} 1')
})

it('twenty unsigned webhooks that are cut off count as broken off, not as failed, and log no error', async () => {
  const before = printed.length
  const callers = await Promise.all(Array.from({ length: 20 }, () => idlers(centre.serverUrl, '/healthz')))
  await until('all are there', async () => callers.every(([, , , kept]) => kept?.text().includes('ok')))
  const page = await aSocket(centre.serverUrl)
  page.write(getRequest(`${new URL((await (await centre.chat()).invited()).link).pathname}/events`))
  await until('the page has its state', async () => page.text().includes('event: state'))
  for (const each of [page, ...callers.flat()]) each.hangUp()
  const outcome = 'escalate_webhooks_total{door="/webhooks/conversations",outcome='
  await until('all are counted', async () => (await toldAt(centre.serverUrl)).includes(`${outcome}"broken-off"} 20`))
  expect(await toldAt(centre.serverUrl)).not.toContain(`${outcome}"failed"}`)
  const levels = printed.slice(before).map((line) => Number(JSON.parse(line).level))
  expect(Math.max(...levels)).toBeLessThan(40)
})

it('server and worker keep idle connections for 620 s', async () => {
  for (const url of [`${centre.serverUrl}/healthz`, `${metricsUrl}/healthz`]) {
    expect((await fetch(url)).headers.get('keep-alive')).toBe(`timeout=${keptSeconds}`)
  }
})
