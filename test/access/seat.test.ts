import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { customerIdentity, mintSeat, seatIdentity } from '../../src/access/seat.ts'
import { linkGenerationOf, roleOf } from '../../src/features/video-escalation/names.ts'
import { claimsIn } from '../support/a-view.ts'
import { sid } from '../support/an-assignment.ts'
import { accountSid, apiKeySecret, apiKeySid } from '../support/an-environment.ts'

const keys = { accountSid, apiKeySid, apiKeySecret }
const seat = { roomSid: sid('RM', 7), identity: seatIdentity('customer', 'esc-1'), ttlSeconds: 900 }

afterEach(() => void vi.useRealTimers())

describe('a seat', () => {
  it('grants video in one room, by its SID, and nothing else', () => {
    expect(claimsIn(mintSeat(seat, keys)).grants).toEqual({ identity: seat.identity, video: { room: seat.roomSid } })
  })

  it('is signed with the secret of the API key', () => {
    const [head = '', payload = '', signature] = mintSeat(seat, keys).split('.')
    const expected = createHmac('sha256', apiKeySecret).update(`${head}.${payload}`).digest('base64url')
    expect(signature).toBe(expected)
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toMatchObject({ alg: 'HS256', cty: 'twilio-fpa;v=1' })
    expect(claimsIn(`${head}.${payload}.`)).toMatchObject({ iss: apiKeySid, sub: accountSid })
  })

  it('expires after the given seconds', () => {
    vi.useFakeTimers({ now: 1_800_000_000_000 })
    expect(claimsIn(mintSeat(seat, keys)).exp).toBe(1_800_000_000 + seat.ttlSeconds)
  })
})

describe('the identity of a seat', () => {
  it('is the role and 16 hex digits', () => {
    const identity = seatIdentity('agent', 'esc-1', sid('WK', 1))
    expect(identity).toMatch(/^agent-[0-9a-f]{16}$/)
  })

  it('is the same for one holder in one video, and differs by agent, video and role', () => {
    const ada = () => seatIdentity('agent', 'esc-1', sid('WK', 1))
    expect(ada()).toBe(ada())
    const identities = [
      ada(),
      seatIdentity('agent', 'esc-1', sid('WK', 2)),
      seatIdentity('agent', 'esc-2', sid('WK', 1)),
      seatIdentity('customer', 'esc-1'),
    ]
    expect(new Set(identities).size).toBe(identities.length)
  })

  it('differs by generation of a customer’s link; the first one has the original name', () => {
    const identities = [1, 2, 3, 65_535].map((generation) => customerIdentity({ escalationId: 'esc-1', generation }))
    expect(new Set(identities).size).toBe(identities.length)
    expect(identities[0]).toBe(seatIdentity('customer', 'esc-1'))
    expect(identities.map(linkGenerationOf)).toEqual([1, 2, 3, 65_535])
    expect(identities.map(roleOf)).toEqual(identities.map(() => 'customer'))
  })
})
