import type { Cloud } from '../cloud/cloud.ts'
import type { Expiring } from './model.ts'

/** Makes something expire in this many seconds. Zero keeps it for ever; undefined changes nothing. */
export function expireIn(cloud: Cloud, thing: Expiring, seconds: number | undefined, remove: () => void): void {
  if (seconds === undefined) return
  thing.stopTimer()
  thing.stopTimer = () => undefined
  thing.expiresAt = null
  if (seconds === 0) return
  thing.expiresAt = cloud.clock.now() + seconds * 1000
  thing.stopTimer = cloud.clock.after(seconds * 1000, remove)
}

/** The expiry of something that never expires. */
export const forGood = (): Expiring => ({ expiresAt: null, stopTimer: () => undefined })
