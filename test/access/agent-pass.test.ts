import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAgentPass, signAgentPass } from '../../src/access/agent-pass.ts'
import { readJoinLink, signJoinLink } from '../../src/access/join-link.ts'
import { escalationId } from '../../src/features/video-escalation/names.ts'

const [secret, older, foreign] = ['s'.repeat(32), 'o'.repeat(32), 'f'.repeat(32)]
const minute = 60_000
const now = 29_833_334 * minute

const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 })
const passes = fc.record({
  escalationId: fc.tuple(hex, fc.nat(2 ** 48 - 1)).map(([sid, at]) => escalationId(`CH${sid}`, at)),
  workerSid: hex.map((sid) => `WK${sid}`),
  until: fc.nat(2 ** 20).map((minutes) => now + (minutes + 1) * minute),
})
const anyPass = {
  escalationId: escalationId(`CH${'c'.repeat(32)}`, now),
  workerSid: `WK${'1'.repeat(32)}`,
  until: now + 60 * minute,
}

describe('an agent’s pass', () => {
  it('carries the agent, the escalation and its expiry, rounded up to the minute', () => {
    fc.assert(
      fc.property(passes, ({ until, ...who }) => {
        const read = readAgentPass(signAgentPass({ ...who, until }, secret), [secret], now)
        expect(read).toMatchObject(who)
        expect((read?.until ?? 0) - until).toBeGreaterThanOrEqual(0)
        expect((read?.until ?? 0) - until).toBeLessThan(minute)
      }),
    )
  })

  it('is 78 URL-safe characters, and contains neither the agent’s SID nor the conversation’s', () => {
    fc.assert(
      fc.property(passes, (pass) => {
        const token = signAgentPass(pass, secret)
        expect(token).toMatch(/^[\w-]{78}$/)
        expect(token).not.toContain(pass.workerSid.slice(2))
        expect(token).not.toContain(pass.escalationId.split('-')[1])
      }),
    )
  })

  it('is valid until the millisecond before its expiry, and not from then on', () => {
    const token = signAgentPass(anyPass, secret)
    expect(readAgentPass(token, [secret], anyPass.until - 1)).toBeDefined()
    expect(readAgentPass(token, [secret], anyPass.until)).toBeUndefined()
  })

  it('is invalid with any single bit changed', () => {
    const bytes = Buffer.from(signAgentPass(anyPass, secret), 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const wrong = Buffer.from(bytes)
      wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(readAgentPass(wrong.toString('base64url'), [secret], now)).toBeUndefined()
    }
  })

  it('is invalid when cut short, extended, padded, or spelt another way', () => {
    const token = signAgentPass(anyPass, secret)
    for (let length = 0; length < token.length; length++)
      expect(readAgentPass(token.slice(0, length), [secret], now)).toBeUndefined()
    // The last character carries two bits that base64url ignores.
    const respelt = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
      .map((last) => token.slice(0, -1) + last)
      .filter((each) => each !== token)
    const wrong = [
      `${token}A`,
      `${token}=`,
      `${token} `,
      `\n${token}`,
      token.repeat(2),
      'A'.repeat(100_000),
      ...respelt,
    ]
    for (const each of wrong) expect(readAgentPass(each, [secret], now)).toBeUndefined()
  })

  it('is valid while its secret is one of the configured ones, and not otherwise', () => {
    const token = signAgentPass(anyPass, older)
    expect(readAgentPass(token, [secret, older], now)).toEqual(anyPass)
    expect(readAgentPass(token, [secret], now)).toBeUndefined()
    expect(readAgentPass(signAgentPass(anyPass, foreign), [secret, older], now)).toBeUndefined()
  })

  it('is not read as a customer’s link, and a customer’s link is not read as a pass', () => {
    const link = signJoinLink({ escalationId: anyPass.escalationId, generation: 1 }, secret)
    expect(readAgentPass(link, [secret], now)).toBeUndefined()
    expect(readJoinLink(signAgentPass(anyPass, secret), [secret])).toBeUndefined()
  })

  it('is invalid with a link’s signature, and a link is invalid with a pass’s signature', () => {
    const link = Buffer.from(signJoinLink({ escalationId: anyPass.escalationId, generation: 1 }, secret), 'base64url')
    const pass = Buffer.from(signAgentPass(anyPass, secret), 'base64url')
    const forgedPass = Buffer.concat([pass.subarray(0, 42), link.subarray(24)])
    const forgedLink = Buffer.concat([link.subarray(0, 24), pass.subarray(42)])
    expect(readAgentPass(forgedPass.toString('base64url'), [secret], now)).toBeUndefined()
    expect(readJoinLink(forgedLink.toString('base64url'), [secret])).toBeUndefined()
  })

  it('is not read from random text, nor from random bytes of its length', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.uint8Array({ minLength: 58, maxLength: 58 })), (any) => {
        const token = typeof any === 'string' ? any : Buffer.from(any).toString('base64url')
        expect(readAgentPass(token, [secret], now)).toBeUndefined()
      }),
    )
  })
})
