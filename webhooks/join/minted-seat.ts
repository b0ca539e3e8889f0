import { mintSeat, type SeatKeys } from '../../src/access/seat.ts'
import type { GivenSeat } from './page-state.ts'

export type SeatSettings = SeatKeys & { readonly ttlSeconds: number; readonly signalingUrl: string | undefined }

/** A seat, as the browser SDK needs it. Its holder can join the room, so nothing may cache the answer. */
export function mintedSeat(
  seat: { readonly roomSid: string; readonly identity: string },
  settings: SeatSettings,
): GivenSeat {
  const { ttlSeconds, signalingUrl } = settings
  return {
    token: mintSeat({ ...seat, ttlSeconds }, settings),
    ...seat,
    ...(signalingUrl && { signalingUrl }),
    expiresAt: new Date(Date.now() + ttlSeconds * 1000).toISOString(),
  }
}
