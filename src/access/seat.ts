import { createHash } from 'node:crypto'
import twilio from 'twilio'
import type { JoinLink } from './join-link.ts'

export type SeatKeys = { readonly accountSid: string; readonly apiKeySid: string; readonly apiKeySecret: string }
export type Seat = {
  readonly roomSid: string
  /** Server-chosen; the prefix is the role. */
  readonly identity: string
  readonly ttlSeconds: number
}

/** The identity is stable, so that a reload displaces its own ghost (53205) and nobody else. It tells nothing about a person. */
export const seatIdentity = (role: 'customer' | 'agent' | 'supervisor', ...of: readonly string[]): string =>
  `${role}-${createHash('sha256').update(of.join(' ')).digest('hex').slice(0, 16)}`

/**
 * A customer's seat belongs to one generation of the link: the holder of an older token cannot displace the customer. The
 * first generation keeps the name from before seats had one, so a call under way at an upgrade goes on.
 */
export function customerIdentity({ escalationId, generation }: JoinLink): string {
  const first = seatIdentity('customer', escalationId)
  return generation === 1 ? first : `${first}-g${generation}`
}

/**
 * An AccessToken for exactly one room, by SID: by name a late client could reopen a completed one.
 * Expiry ends no running call; it stops reconnecting. https://www.twilio.com/docs/video/tutorials/user-identity-access-tokens
 */
export function mintSeat({ roomSid, identity, ttlSeconds }: Seat, keys: SeatKeys): string {
  const { AccessToken } = twilio.jwt
  const token = new AccessToken(keys.accountSid, keys.apiKeySid, keys.apiKeySecret, { identity, ttl: ttlSeconds })
  token.addGrant(new AccessToken.VideoGrant({ room: roomSid }))
  return token.toJwt()
}
