import type { Entry } from '../sim.ts'
import type { Heard } from '../stack.ts'

type Say = (text: string) => void

/** Prints a short line for each log entry of our programs about a decision or an effect. */
export function ownLines(say: Say): Heard {
  return (program, raw) => {
    const line = parsed(raw)
    if (!line) return
    const key = typeof line['key'] === 'string' ? `…${line['key'].slice(-4)}` : ''
    const asked = Array.isArray(line['effects']) && line['effects'].length > 0 ? ` → ${line['effects'].join(', ')}` : ''
    if (line['msg'] === 'decided') say(row(line['time'], 'decided', key, `${line['type']}${asked}`))
    else if (line['msg'] === 'performed') say(row(line['time'], 'done', key, `${line['type']}`))
    else if (Number(line['level']) >= 40) say(row(line['time'], program, key, `${line['msg']}: ${reasonIn(line)}`))
  }
}

/** The line for a change at the simulated Twilio; undefined for all other entries. */
export function twilioLine(entry: Entry): string | undefined {
  if (entry.kind !== 'change') return undefined
  const sid = typeof entry['sid'] === 'string' ? entry['sid'] : ''
  return row(entry.at, 'Twilio', `…${sid.slice(-4)}`, String(entry['change']))
}

/** Follows the simulator's journal until `isOver`, and prints the changes. */
export async function followTwilio(
  journal: (after: number, waitMs: number) => Promise<{ entries: readonly Entry[]; last: number }>,
  say: Say,
  isOver: () => boolean,
): Promise<void> {
  let { last } = await journal(0, 0)
  while (!isOver()) {
    const next = await journal(last, 1_000).catch(() => undefined)
    if (!next) return
    for (const entry of next.entries) {
      const line = twilioLine(entry)
      if (line) say(line)
    }
    last = next.last
  }
}

const row = (time: unknown, who: string, key: string, what: string) =>
  `${String(time).slice(11, 19)}  ${who.padEnd(8)} ${key.padEnd(6)} ${what}`

function reasonIn(line: Readonly<Record<string, unknown>>): string {
  const err = line['err']
  return typeof err === 'object' && err !== null && 'message' in err ? String(err.message) : ''
}

function parsed(raw: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const line: unknown = JSON.parse(raw)
    return typeof line === 'object' && line !== null ? { ...line } : undefined
  } catch {
    return undefined
  }
}
