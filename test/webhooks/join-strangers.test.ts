import { afterEach, describe, expect, it, vi } from 'vitest'
import { Retryable } from '../../src/core/errors.ts'
import { problemIn } from '../support/a-problem.ts'
import { startIn } from '../support/a-start.ts'
import { anApp } from '../support/an-app.ts'
import { anOpenVideo } from '../support/an-open-video.ts'

afterEach(() => void vi.useRealTimers())

const press = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }

/** Each caller comes through the proxy with its own address, so that the limit on bad tries does not apply. */
const from = (n: number) => ({ 'x-forwarded-for': `203.0.113.${n % 250}, 10.0.${n >> 8}.${n & 255}` })
const behindProxy = () => anApp({ trustedProxies: 1 }).app

describe('a link that is not genuine opens nothing', () => {
  it('with one bit changed in any of its bytes', async () => {
    const { link } = await anOpenVideo()
    const bytes = Buffer.from(link.slice(3), 'base64url')
    const app = behindProxy()
    for (let at = 0; at < bytes.length; at++) {
      const wrong = Buffer.from(bytes)
      wrong[at] = (wrong[at] ?? 0) ^ 1
      const answer = await app.request(`/j/${wrong.toString('base64url')}`, {
        ...press,
        headers: { ...press.headers, ...from(at) },
      })
      expect(await problemIn(answer)).toMatchObject({ status: 404, code: 'unknown-link' })
    }
  })

  it('cut short, extended, padded, in another case, or spelt with look-alikes', async () => {
    const { link } = await anOpenVideo()
    const token = link.slice(3)
    const app = behindProxy()
    const wrong = [
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      `${token}%20`,
      token.toUpperCase(),
      token.replace(/[a-z]/, 'а'),
      'x',
      '..%2f..%2fetc%2fpasswd',
      'a'.repeat(4_000),
    ]
    for (const [n, each] of wrong.entries()) {
      const answer = await app.request(`/j/${each}`, { ...press, headers: { ...press.headers, ...from(n) } })
      expect(await problemIn(answer)).toMatchObject({ status: 404, code: 'unknown-link' })
    }
  })

  it('and gets the same answer however similar it is', async () => {
    const { link } = await anOpenVideo()
    const app = behindProxy()
    const answers = await Promise.all(
      [link.slice(3, -1), 'x', 'a'.repeat(54)].map(async (token, n) => {
        const answer = await app.request(`/j/${token}`, { ...press, headers: { ...press.headers, ...from(n) } })
        return JSON.stringify([answer.status, await answer.text(), [...answer.headers].map(([name]) => name)])
      }),
    )
    expect(new Set(answers).size).toBe(1)
  })

  it('and has a page that says "unknown" (404)', async () => {
    const answer = await behindProxy().request('/j/unknown')
    expect(answer.status).toBe(404)
    expect(startIn(await answer.text())).toMatchObject({ state: { link: 'unknown' }, home: '/j/' })
  })
})

describe('an address has ten bad tries a minute', () => {
  it('the eleventh is refused (429) with the wait, and a later one is tried again', async () => {
    vi.useFakeTimers()
    const app = behindProxy()
    const attempt = (n: number) => app.request(`/j/guess-${n}`, { ...press, headers: { ...press.headers, ...from(7) } })
    for (let n = 0; n < 10; n++) expect((await attempt(n)).status).toBe(404)
    const answer = await attempt(10)
    const seconds = Number(answer.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(await problemIn(answer)).toMatchObject({ status: 429, code: 'too-many-tries', retryable: true })
    await vi.advanceTimersByTimeAsync(seconds * 1000)
    expect((await attempt(11)).status).toBe(404)
  })

  it('a page counts like a press, and another address is not refused', async () => {
    const app = behindProxy()
    for (let n = 0; n < 10; n++) await app.request(`/j/guess-${n}`, { headers: from(7) })
    expect((await app.request('/j/guess', { headers: from(7) })).status).toBe(429)
    expect((await app.request('/j/guess', { headers: from(8) })).status).toBe(404)
  })

  it('addresses that callers add to the header themselves do not count', async () => {
    const app = behindProxy()
    const invented = (n: number) => ({ 'x-forwarded-for': `198.51.100.${n}, 10.0.0.7` })
    for (let n = 0; n < 10; n++) await app.request(`/j/guess-${n}`, { headers: invented(n) })
    expect((await app.request('/j/guess', { headers: invented(99) })).status).toBe(429)
  })

  it('without a trusted proxy the header does not count at all', async () => {
    const { app } = anApp()
    for (let n = 0; n < 10; n++) await app.request(`/j/guess-${n}`, { headers: from(n) })
    expect((await app.request('/j/guess', { headers: from(99) })).status).toBe(429)
  })

  it.each([
    ['in one IPv6 network (/64)', (n: number) => `2001:db8:1:2:${n}::${n}`, '2001:db8:1:3::1'],
    ['with a port behind it', (n: number) => `203.0.113.7:${4000 + n}`, '203.0.113.8:4000'],
    ['in brackets with a port behind it', (n: number) => `[2001:db8::7]:${4000 + n}`, '[2001:db8:0:1::7]:4000'],
    [
      'as IPv4, and as IPv4 in an IPv6 address',
      (n: number) => (n % 2 ? '203.0.113.7' : '::ffff:203.0.113.7'),
      '203.0.113.8',
    ],
  ])('addresses %s count as one, and another one is not refused', async (_, own, other) => {
    const app = behindProxy()
    const attempt = async (address: string) =>
      (await app.request('/j/guess', { headers: { 'x-forwarded-for': `198.51.100.1, ${address}` } })).status
    for (let n = 0; n < 10; n++) expect(await attempt(own(n))).toBe(404)
    expect(await attempt(own(10))).toBe(429)
    expect(await attempt(other)).toBe(404)
  })

  it('a good link may be pressed thirty times in a row', async () => {
    const { press, comes } = await anOpenVideo()
    await comes('agent')
    for (let n = 0; n < 30; n++) expect((await press()).status).toBe(200)
  })
})

describe('a press while Redis is away', () => {
  it('gets a retryable 503 without a stack', async () => {
    const { link } = await anOpenVideo()
    const ofConversation = () => Promise.reject(new Retryable('Redis is away'))
    const { app } = anApp({ escalations: { ofConversation, ofTask: ofConversation, decide: ofConversation } })
    expect(await problemIn(await app.request(link, press))).toMatchObject({ status: 503, retryable: true })
  })
})
