import { readFileSync } from 'node:fs'
import type { CallCentre } from '../../support/a-call-centre.ts'

const ticksPerSecond = 100

/** CPU seconds of server and worker so far. Only Linux has them; undefined elsewhere. */
export function cpuSeconds({ server, worker }: CallCentre): number | undefined {
  try {
    return [server, worker].reduce((sum, { pid }) => sum + ticksOf(pid) / ticksPerSecond, 0)
  } catch {
    return undefined
  }
}

function ticksOf(pid: number): number {
  // The second field, the name, may have spaces in it; utime and stime are the 14th and 15th.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return Number(fields[11]) + Number(fields[12])
}
