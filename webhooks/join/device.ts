import { createHash } from 'node:crypto'

/** What a browser tab calls itself is kept as a hash: it is good for comparing, and for nothing else. */
export const deviceHash = (device: string): string =>
  device && createHash('sha256').update(device).digest('hex').slice(0, 16)
