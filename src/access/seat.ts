import { createHash } from 'node:crypto'
import twilio from 'twilio'

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
 * An AccessToken for exactly one room, by SID: by name a late client could reopen a completed one.
 * Expiry ends no running call; it stops reconnecting. https://www.twilio.com/docs/video/tutorials/user-identity-access-tokens
 */
export function mintSeat({ roomSid, identity, ttlSeconds }: Seat, keys: SeatKeys): string {
  const { AccessToken } = twilio.jwt
  const token = new AccessToken(keys.accountSid, keys.apiKeySid, keys.apiKeySecret, { identity, ttl: ttlSeconds })
  token.addGrant(new AccessToken.VideoGrant({ room: roomSid }))
  return token.toJwt()
}
