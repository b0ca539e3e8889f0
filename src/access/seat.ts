import { createHash } from 'node:crypto'
import twilio from 'twilio'
import type { JoinLink } from './join-link.ts'

export type SeatKeys = { readonly accountSid: string; readonly apiKeySid: string; readonly apiKeySecret: string }
export type Seat = {
  readonly roomSid: string
  /** Chosen by the server; the prefix is the role. */
  readonly identity: string
  readonly ttlSeconds: number
}

/**
 * The identity of a seat. It names nobody, and is stable: a reload displaces only its own earlier connection (53205).
 */
export const seatIdentity = (role: 'customer' | 'agent' | 'supervisor', ...of: readonly string[]): string =>
  `${role}-${createHash('sha256').update(of.join(' ')).digest('hex').slice(0, 16)}`

/**
 * The identity of a customer's seat. It belongs to one generation of the link, so the holder of an older link cannot
 * displace the customer. The first generation keeps the form from before seats had generations, so that calls continue
 * through an upgrade.
 */
export function customerIdentity({ escalationId, generation }: JoinLink): string {
  const first = seatIdentity('customer', escalationId)
  return generation === 1 ? first : `${first}-g${generation}`
}

/**
 * Makes an access token for exactly one room, by SID: with the name a late client could reopen a completed room. Expiry
 * does not end a running call; it prevents reconnecting.
 * https://www.twilio.com/docs/video/tutorials/user-identity-access-tokens
 */
export function mintSeat({ roomSid, identity, ttlSeconds }: Seat, keys: SeatKeys): string {
  const { AccessToken } = twilio.jwt
  const token = new AccessToken(keys.accountSid, keys.apiKeySid, keys.apiKeySecret, { identity, ttl: ttlSeconds })
  token.addGrant(new AccessToken.VideoGrant({ room: roomSid }))
  return token.toJwt()
}
