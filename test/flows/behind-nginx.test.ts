import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../tools/free-port.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { anEventStream } from '../support/an-event-stream.ts'
import { anNginx } from '../support/an-nginx.ts'

/**
 * Two of Debian's nginx in front of one server: the first has its defaults, the second compresses all it can. The first
 * is the public address, so Twilio and browsers use it.
 */
let centre: CallCentre
let nginx: Awaited<ReturnType<typeof anNginx>>
let plain: string
let packing: string

beforeAll(async () => {
  const [server, first, second] = await Promise.all([freePort(), freePort(), freePort()])
  plain = `http://127.0.0.1:${first}`
  packing = `http://127.0.0.1:${second}`
  nginx = await anNginx(
    first,
    `server { listen 127.0.0.1:${first}; location / { proxy_pass http://127.0.0.1:${server}; } }
     server {
       listen 127.0.0.1:${second};
       large_client_header_buffers 4 32k;
       gzip on; gzip_proxied any; gzip_min_length 0;
       gzip_types text/event-stream text/css text/javascript application/javascript application/json;
       location / {
         proxy_pass http://127.0.0.1:${server};
         proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
       }
     }`,
  )
  centre = await aCallCentre({ env: { PUBLIC_URL: plain, TRUSTED_PROXIES: '1' }, ports: { server } })
  await centre.sim.call('POST', '/seed', {
    conversationsWebhookUrl: `${plain}/webhooks/conversations`,
    taskrouterWebhookUrl: `${plain}/webhooks/taskrouter`,
  })
})
afterAll(async () => {
  await centre?.stop()
  await nginx?.stop()
})

/** Far less than the ten seconds after which the server sends something anyway: nginx adds no delay. */
const soonMs = 2_000
/** Without this header the server takes the client for a bot, which gets a title only. */
const aBrowser = {
  headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36' },
}
const proxies = [
  ['its defaults', () => plain],
  ['gzip of everything', () => packing],
] as const

describe.each(proxies)('behind nginx with %s', (_, proxy) => {
  const at = (url: string) => url.replace(plain, proxy())

  it('the page, the plugin and the board get an event within 2 s of the change', async () => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    const { sid } = await centre.hire(['supervisor'])
    const signedIn = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
    const supervisor = signedIn(await centre.sim.flexToken(sid))
    const answers = await Promise.all([
      fetch(`${at(link)}/events`),
      fetch(`${proxy()}/api/escalations/events?conversation=${chat.conversationSid}`, signedIn(chat.token)),
      fetch(`${proxy()}/api/supervisor/board/events`, supervisor),
    ])
    for (const { headers } of answers) expect(headers.get('content-encoding')).not.toBe('gzip')
    const lines = answers.map(anEventStream)
    // The first event of each stream has the current state.
    for (const line of lines) expect(await line.next()).not.toBe('pulse')
    const started = Date.now()
    expect((await chat.call(`/escalations/${id}/end`, {})).status).toBeLessThan(300)
    await Promise.all(
      lines.map((line) =>
        until('the end arrives', async () => /"end(ed|ing)"|agent-ended/.test(JSON.stringify(await line.next()))),
      ),
    )
    expect(Date.now() - started).toBeLessThan(soonMs)
  })

  it('the join page, the supervisor page and their assets arrive complete', async () => {
    const { link } = await (await centre.chat()).invited()
    for (const page of [at(link), `${proxy()}/j/`, `${proxy()}/supervisor`]) {
      const answer = await fetch(page, aBrowser)
      const text = await answer.text()
      expect([page, answer.status]).toEqual([page, 200])
      expect(text).toContain('</html>')
      const parts = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path)
      expect(parts.length).toBeGreaterThan(1)
      for (const path of parts) {
        const part = await fetch(`${proxy()}${path}`)
        expect([path, part.status, part.headers.get('cache-control')]).toEqual([
          path,
          200,
          'public, max-age=31536000, immutable',
        ])
        expect(await part.text()).toBe(await (await fetch(`${centre.serverUrl}${path}`)).text())
      }
    }
  })

  it('the customer gets a seat, and the queues page keeps its redirect and its cookie path', async () => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    await chat.agentSits(id)
    expect(await chat.customerSits(at(link))).toMatchObject({ identity: expect.stringMatching(/^customer-/) })

    const turnedAway = await fetch(`${proxy()}/supervisor/queues`, { redirect: 'manual' })
    expect([turnedAway.status, turnedAway.headers.get('location')]).toEqual([302, '/supervisor#/failures'])
    const { sid } = await centre.hire(['supervisor'])
    const authorization = `Bearer ${await centre.sim.flexToken(sid)}`
    const given = await fetch(`${proxy()}/api/supervisor/queues-pass`, { method: 'POST', headers: { authorization } })
    const [cookie = ''] = given.headers.getSetCookie()
    expect(cookie).toMatch(/; Path=\/supervisor\/queues;/)
    const queues = await fetch(`${proxy()}/supervisor/queues`, { headers: { cookie: cookie.split(';')[0] ?? '' } })
    expect([queues.status, await queues.text()]).toEqual([200, expect.stringContaining('<title>Queues</title>')])
  })
})

it('a customer with 12 KiB of cookies gets the page when nginx allows large headers', async () => {
  const { link } = await (await centre.chat()).invited()
  const cookie = Array.from({ length: 12 }, (_, n) => `c${n}=${'x'.repeat(1_020)}`).join('; ')
  expect((await fetch(link.replace(plain, packing), { headers: { cookie } })).status).toBe(200)
})

it('nginx logs no warning or error', async () => {
  expect(await nginx.complaints()).toBe('')
})
