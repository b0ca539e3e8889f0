import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { mintSeat, seatIdentity } from '../../src/access/seat.ts'
import { sid } from '../support/a-desk.ts'
import { claimsIn } from '../support/a-view.ts'
import { accountSid, apiKeySecret, apiKeySid } from '../support/an-environment.ts'

const keys = { accountSid, apiKeySid, apiKeySecret }
const seat = { roomSid: sid('RM', 7), identity: seatIdentity('customer', 'esc-1'), ttlSeconds: 900 }

describe('a seat', () => {
  it('is for one room by its SID, and for video alone', () => {
    expect(claimsIn(mintSeat(seat, keys)).grants).toEqual({ identity: seat.identity, video: { room: seat.roomSid } })
  })

  it('is signed with the API key, never with the auth token', () => {
    const [head = '', payload = '', signature] = mintSeat(seat, keys).split('.')
    const expected = createHmac('sha256', apiKeySecret).update(`${head}.${payload}`).digest('base64url')
    expect(signature).toBe(expected)
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toMatchObject({ alg: 'HS256', cty: 'twilio-fpa;v=1' })
    expect(claimsIn(`${head}.${payload}.`)).toMatchObject({ iss: apiKeySid, sub: accountSid })
  })

  it('is good for as long as configured', () => {
    const now = Math.floor(Date.now() / 1000)
    const { exp } = claimsIn(mintSeat(seat, keys))
    expect(exp).toBeGreaterThanOrEqual(now + 900)
    expect(exp).toBeLessThanOrEqual(now + 905)
  })
})

describe('the name on a seat', () => {
  it('shows the role and nothing about the person', () => {
    const name = seatIdentity('agent', 'esc-1', sid('WK', 1))
    expect(name).toMatch(/^agent-[0-9a-f]{16}$/)
  })

  it('is the same for the same person in the same video, and another one otherwise', () => {
    const ada = () => seatIdentity('agent', 'esc-1', sid('WK', 1))
    expect(ada()).toBe(ada())
    const names = [
      ada(),
      seatIdentity('agent', 'esc-1', sid('WK', 2)),
      seatIdentity('agent', 'esc-2', sid('WK', 1)),
      seatIdentity('customer', 'esc-1'),
    ]
    expect(new Set(names).size).toBe(names.length)
  })
})
