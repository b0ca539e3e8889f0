import { readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { builtPage } from '../../tools/page-build.ts'
import { anApp, aPage } from '../support/an-app.ts'
import { anOpenVideo, type OpenVideo } from '../support/an-open-video.ts'

const closed = "default-src 'none'; frame-ancestors 'none'"
const policy = (framedBy: string, signalling = 'wss://*.twilio.com https://*.twilio.com') =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    `connect-src 'self' ${signalling}`,
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy}`,
  ].join('; ')

function expectCommon({ headers }: Response): void {
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('x-powered-by')).toBeNull()
}

describe('a page', () => {
  const pages: readonly [string, (video: OpenVideo) => Promise<Response>][] = [
    ['of a customer', ({ look }) => look()],
    [
      'of a customer with a dead link',
      async ({ look, ada, id }) => {
        await ada.post(`/escalations/${id}/end`)
        return look()
      },
    ],
    ['of an unknown link', ({ look }) => look('/j/nobody')],
    ['after a reload', ({ look }) => look('/j/')],
    ['for a bot', ({ look }) => look(undefined, { 'user-agent': 'Twitterbot/1.0' })],
  ]
  it.each(pages)('%s runs its own files only, and may not be framed', async (_, open) => {
    const answer = await open(await anOpenVideo())
    expectCommon(answer)
    expect(answer.headers.get('content-security-policy')).toBe(policy("'none'"))
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
  })

  it.each(['a pass', '/j/agent'])('of an agent (%s) may be framed by Flex only', async (which) => {
    const { look, pass } = await anOpenVideo(
      {},
      { flexOrigins: ['https://flex.twilio.com', 'https://assignment.example'] },
    )
    const answer = await look(which === 'a pass' ? await pass() : which)
    expectCommon(answer)
    const allowed = policy('https://flex.twilio.com https://assignment.example')
    expect(answer.headers.get('content-security-policy')).toBe(allowed)
    expect(answer.headers.get('x-frame-options')).toBeNull()
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('has the permissions policy of a call, for itself only', async () => {
    const { look, pass } = await anOpenVideo()
    for (const answer of [await look(), await look(await pass())]) {
      expect(answer.headers.get('permissions-policy')).toBe(
        'camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), screen-wake-lock=(self), ' +
          'picture-in-picture=(self), fullscreen=(self), autoplay=(self), geolocation=(), payment=(), usb=()',
      )
    }
  })

  it('may connect to the configured signalling server instead of Twilio’s', async () => {
    const { app } = anApp()
    expect((await app.request('/j/')).headers.get('content-security-policy')).toBe(policy("'none'"))
    const signalingUrl = 'ws://127.0.0.1:4000/signaling'
    const seat = { accountSid: '', apiKeySid: '', apiKeySecret: '', ttlSeconds: 60, signalingUrl }
    const answer = await anApp({ seat }).app.request('/j/')
    expect(answer.headers.get('content-security-policy')).toBe(policy("'none'", 'ws://127.0.0.1:4000'))
  })
})

describe('an answer to the page', () => {
  const answers: readonly [string, number, (video: OpenVideo) => Promise<Response>][] = [
    [
      'with a seat',
      200,
      async ({ comes, sits }) => {
        await comes('agent')
        return sits({ device: 'phone' })
      },
    ],
    ['that says wait', 425, ({ sits }) => sits()],
    ['with the state', 200, ({ look, link }) => look(`${link}/state`)],
    ['that was accepted', 202, ({ send }) => send('readiness', { step: 'opened' })],
    ['to nonsense', 400, ({ send }) => send('readiness', {})],
    [
      'to another site',
      403,
      ({ press, link }) =>
        press(link, { headers: { 'content-type': 'application/json', origin: 'https://evil.example' } }),
    ],
    ['to a form', 415, ({ press, link }) => press(link, { headers: { 'content-type': 'text/plain' } })],
    ['to too much', 413, ({ press, link }) => press(link, { body: 'x'.repeat(9_000) })],
    ['to a stranger', 404, ({ send }) => send('readiness', { step: 'opened' }, '/j/stranger')],
    ['where nothing is', 404, ({ look, link }) => look(`${link}/nothing`)],
    ['with no logo', 404, ({ look }) => look('/j/logo')],
    ['with no colour', 404, ({ look }) => look('/j/brand.css')],
    ['with no such part', 404, ({ look }) => look('/j/assets/gone.js')],
    [
      'to one guess too many',
      429,
      async ({ look }) => {
        for (let n = 0; n < 10; n++) await look(`/j/guess-${n}`)
        return look('/j/guess')
      },
    ],
  ]
  it.each(answers)('%s (%i) is JSON that runs nothing and is not cached', async (_, status, ask) => {
    const answer = await ask(await anOpenVideo())
    expect(answer.status).toBe(status)
    expectCommon(answer)
    expect(answer.headers.get('content-security-policy')).toBe(closed)
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  })
})

describe('the page’s assets', () => {
  beforeAll(async () => void (await builtPage()), 60_000)

  it('the blur’s worker script has a policy of its own: it may fetch, and compile WebAssembly', async () => {
    const answer = await anApp().app.request('/j/processors/tflite-1-0-0.js')
    expect(answer.status).toBe(200)
    expectCommon(answer)
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'",
    )
  })

  it('the scripts are public and cached for a year as immutable', async () => {
    const folder = new URL('../../join-page/dist/assets/', import.meta.url).pathname
    const scripts = readdirSync(folder).filter((each) => each.endsWith('.js'))
    expect(scripts.length).toBeGreaterThan(1)
    const { app } = anApp()
    for (const script of scripts) {
      const answer = await app.request(`/j/assets/${script}`)
      expect(answer.status, script).toBe(200)
      expectCommon(answer)
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(answer.headers.get('content-type')).toMatch(/javascript/)
      expect(answer.headers.get('content-security-policy')).toBe(closed)
    }
  })

  it('scripts and styles are compressed as the browser accepts it, and vary by that', async () => {
    const folder = new URL('../../join-page/dist/assets/', import.meta.url).pathname
    const { app } = anApp()
    const files = readdirSync(folder).filter((each) => /\.(?:js|css)$/.test(each) && !each.startsWith('early-press'))
    for (const file of files) {
      const ask = (accepted: string) => app.request(`/j/assets/${file}`, { headers: { 'accept-encoding': accepted } })
      const plain = Buffer.from(await (await ask('identity')).arrayBuffer())
      for (const [accepted, form, unpack] of [
        ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
        ['gzip, deflate', 'gzip', gunzipSync],
        ['identity', null, (bytes: Buffer) => bytes],
        ['br;q=0, gzip;q=0', null, (bytes: Buffer) => bytes],
      ] as const) {
        const answer = await ask(accepted)
        expect([file, accepted, answer.headers.get('content-encoding')]).toEqual([file, accepted, form])
        expect(answer.headers.get('vary')).toMatch(/accept-encoding/i)
        expect(answer.headers.get('content-type')).toMatch(/javascript|css/)
        expect(unpack(Buffer.from(await answer.arrayBuffer())).equals(plain)).toBe(true)
      }
    }
  })

  it('a file of the blur is compressed, too', async () => {
    const headers = { 'accept-encoding': 'gzip, br' }
    const answer = await anApp().app.request('/j/processors/tflite-simd-1-0-0.wasm', { headers })
    expect(answer.headers.get('content-encoding')).toBe('br')
    expect(answer.headers.get('content-type')).toBe('application/wasm')
  })

  it('the page itself is compressed', async () => {
    const { app } = anApp()
    const answer = await app.request('/j/', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(answer.headers.get('vary')).toMatch(/accept-encoding/i)
    const plain = await (await app.request('/j/')).text()
    expect(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe(plain)
  })

  it.each([
    '/j/assets/../index.html',
    '/j/assets/..%2findex.html',
    '/j/assets/%2e%2e/%2e%2e/package.json',
    '/j/assets/',
  ])('%s is none of them (404)', async (path) => {
    const answer = await anApp().app.request(path)
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toMatch(/escalate|id="app"/)
  })

  it('the brand’s colour is served as a style sheet', async () => {
    const brand = { name: 'Acme', color: '#0a5fd8' }
    const page = { ...aPage(), brandStyle: (color = '') => `:root{--brand:${color}}` }
    const answer = await anApp({ brand, page }).app.request('/j/brand.css')
    expectCommon(answer)
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual([
      'text/css; charset=utf-8',
      ':root{--brand:#0a5fd8}',
    ])
  })

  it('the logo is served as an SVG under a policy that runs nothing', async () => {
    const logo = join(tmpdir(), `logo-${process.pid}.svg`)
    await writeFile(logo, '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const answer = await anApp({ logo }).app.request('/j/logo')
    expect(answer.status).toBe(200)
    expectCommon(answer)
    expect(answer.headers.get('content-type')).toBe('image/svg+xml')
    expect(answer.headers.get('content-security-policy')).toBe(closed)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600')
  })
})
