import type { Cloud } from '../cloud/cloud.ts'

/** Longer than anybody is likely to look again. */
const veryLateMs = 10_000

/** For how long what was made is missing from reads. */
export const lagMsOf = ({ settings, untrue }: Cloud): number =>
  untrue.has('reads-catch-up') ? Math.max(settings.lagReadsMs, veryLateMs) : settings.lagReadsMs
