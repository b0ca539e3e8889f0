import type { Context } from 'hono'
import { mintSeat, type SeatKeys } from '../src/access/seat.ts'

export type SeatSettings = SeatKeys & { readonly ttlSeconds: number; readonly signalingUrl: string | undefined }

/** A seat, as the browser SDK needs it. Whoever holds this answer sits in the room, so nothing may keep it. */
export function answerSeat(
  c: Context,
  seat: { readonly roomSid: string; readonly identity: string },
  settings: SeatSettings,
) {
  const { ttlSeconds, signalingUrl } = settings
  c.header('Cache-Control', 'no-store')
  return c.json({
    token: mintSeat({ ...seat, ttlSeconds }, settings),
    ...seat,
    ...(signalingUrl && { signalingUrl }),
    expiresAt: new Date(Date.now() + ttlSeconds * 1000).toISOString(),
  })
}
