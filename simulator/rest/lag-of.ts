import type { Cloud } from '../cloud/cloud.ts'

/** Longer than any caller is likely to retry a read. */
const veryLateMs = 10_000

/** The milliseconds for which reads do not show new resources. */
export const lagMsOf = ({ settings, untrue }: Cloud): number =>
  untrue.has('reads-catch-up') ? Math.max(settings.lagReadsMs, veryLateMs) : settings.lagReadsMs
