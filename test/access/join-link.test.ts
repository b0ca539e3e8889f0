import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJoinLink, signJoinLink } from '../../src/access/join-link.ts'
import { escalationId } from '../../src/features/video-escalation/names.ts'

const [secret, older, foreign] = ['s'.repeat(32), 'o'.repeat(32), 'f'.repeat(32)]

const links = fc.record({
  escalationId: fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
      fc.nat(2 ** 48 - 1),
    )
    .map(([hex, at]) => escalationId(`CH${hex}`, at)),
  generation: fc.integer({ min: 1, max: 65_535 }),
})

describe('a join link', () => {
  it('carries its escalation and generation', () => {
    fc.assert(
      fc.property(links, (link) => {
        expect(readJoinLink(signJoinLink(link, secret), [secret])).toEqual(link)
      }),
    )
  })

  it('is the same for the same escalation and generation, and differs for others', () => {
    fc.assert(
      fc.property(links, links, (one, other) => {
        expect(signJoinLink(one, secret)).toBe(signJoinLink({ ...one }, secret))
        const isSame = one.escalationId === other.escalationId && one.generation === other.generation
        expect(signJoinLink(one, secret) === signJoinLink(other, secret)).toBe(isSame)
      }),
    )
  })

  it('is 54 URL-safe characters, and does not contain the conversation’s SID', () => {
    fc.assert(
      fc.property(links, (link) => {
        const token = signJoinLink(link, secret)
        expect(token).toMatch(/^[\w-]{54}$/)
        expect(token).not.toContain(link.escalationId.split('-')[1])
      }),
    )
  })

  it('is invalid when a foreign secret signed it', () => {
    fc.assert(
      fc.property(links, (link) => {
        expect(readJoinLink(signJoinLink(link, foreign), [secret, older])).toBeUndefined()
      }),
    )
  })

  it('is valid while its secret is one of the configured ones, and not longer', () => {
    fc.assert(
      fc.property(links, (link) => {
        const token = signJoinLink(link, older)
        expect(readJoinLink(token, [secret, older])).toEqual(link)
        expect(readJoinLink(token, [secret])).toBeUndefined()
      }),
    )
  })

  it('is invalid with a single bit changed', () => {
    fc.assert(
      fc.property(links, fc.nat(39), fc.nat(7), (link, byte, bit) => {
        const bytes = Buffer.from(signJoinLink(link, secret), 'base64url')
        bytes[byte] = (bytes[byte] ?? 0) ^ (1 << bit)
        expect(readJoinLink(bytes.toString('base64url'), [secret])).toBeUndefined()
      }),
    )
  })

  it('is invalid with padding, white space, or the letters of plain base64', () => {
    fc.assert(
      fc.property(links, (link) => {
        const token = signJoinLink(link, secret)
        const plain = Buffer.from(token, 'base64url').toString('base64')
        const others = [
          `${token}=`,
          `${token}==`,
          ` ${token}`,
          `${token}\n`,
          `${token.slice(0, 20)} ${token.slice(20)}`,
          plain,
        ]
        for (const other of others.filter((each) => each !== token))
          expect(readJoinLink(other, [secret])).toBeUndefined()
      }),
    )
  })

  it('is invalid with another last character that decodes to the same bytes', () => {
    fc.assert(
      fc.property(links, (link) => {
        const token = signJoinLink(link, secret)
        const bytes = Buffer.from(token, 'base64url')
        const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
        const twins = [...letters]
          .map((last) => token.slice(0, -1) + last)
          .filter((each) => each !== token && Buffer.from(each, 'base64url').equals(bytes))
        expect(twins.length).toBeGreaterThan(0)
        for (const twin of twins) expect(readJoinLink(twin, [secret])).toBeUndefined()
      }),
    )
  })

  it('is not read from random text, which throws nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readJoinLink(text, [secret])).toBeUndefined()
      }),
    )
  })
})
