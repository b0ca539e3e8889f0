import { createHash } from 'node:crypto'

/** Stores the tab's id as a hash: it is only ever compared. */
export const deviceHash = (device: string): string =>
  device && createHash('sha256').update(device).digest('hex').slice(0, 16)
