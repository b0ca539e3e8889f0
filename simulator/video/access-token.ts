import { z } from 'zod'
import type { Account } from '../cloud/account.ts'
import { verifyAccessToken } from '../iam/access-token.ts'

/** What a video token permits. */
export interface VideoGrant {
  readonly identity: string
  readonly room: string | undefined
}

const grants = z.object({
  identity: z.string().min(1).max(128),
  video: z.object({ room: z.string().optional() }),
})

/**
 * Checks a video token.
 * @throws RestError 401 with 20101 to 20107
 */
export function verifyVideoToken(account: Account, token: string, now: number): VideoGrant {
  const { identity, video } = verifyAccessToken(account, token, now, grants)
  return { identity, room: video.room }
}
