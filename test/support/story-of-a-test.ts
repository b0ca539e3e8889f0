import type { TimelineEntry } from '../../src/engine/timeline.ts'
import type { Entry, Sim } from '../../tools/sim.ts'
import type { Inside } from './look-into.ts'
import type { Witness } from './witnesses.ts'

/** A reader needs no more lines than these; the last ones are shown. */
const most = 80

/** Shows all decisions since a test began, with the simulated Twilio's changes and requests. */
export function storyOfATest(sim: Sim, inside: Inside): Witness {
  let [seen, since] = [0, 0]
  return {
    async begin() {
      since = Date.now()
      seen = (await sim.journal(Number.MAX_SAFE_INTEGER)).last
    },
    async tell() {
      const decisions = async () => {
        const all = await inside.timelines.entriesAfter('0', Number.MAX_SAFE_INTEGER)
        return all.flatMap(({ entry }) => (entry.received < since ? [] : [decisionLine(entry, since)]))
      }
      const journal = async () => (await sim.journal(seen)).entries.map(journalLine)
      return [await part('Decisions', decisions), await part('Simulator', journal)].join('\n')
    },
  }
}

/** A process that was killed on purpose has no output; the other part is shown all the same. */
async function part(title: string, read: () => Promise<readonly string[]>): Promise<string> {
  const lines = await read().catch((problem: unknown) => [`cannot be read: ${String(problem)}`])
  const left = lines.length > most ? [`… ${lines.length - most} more before`] : []
  return [`${title} since the test began`, ...left, ...lines.slice(-most)].join('\n  ')
}

function decisionLine(entry: TimelineEntry, since: number): string {
  const { feature, key, type, actor, refusal, before, after, effects } = entry
  const state = refusal ? `refused: ${refusal}` : `${before?.['state'] ?? '–'} → ${after?.['state'] ?? '–'}`
  const asked = effects.length > 0 ? `, asks ${effects.map((each) => each.type).join(', ')}` : ''
  return `${((entry.received - since) / 1000).toFixed(2)} s ${feature} ${key.slice(0, 2)}…${key.slice(-6)} ${type} by ${actor}: ${state}${asked}`
}

function journalLine(entry: Entry): string {
  const struck = entry['fault'] ? ` (fault: ${entry['fault']})` : ''
  const time = entry.at.slice(11, 23)
  if (entry.kind === 'change') return `${time} ${entry['change']} ${entry['sid']}`
  if (entry.kind === 'webhook') return `${time} webhook ${entry['event']} ${entry['path']}: ${entry['status']}${struck}`
  return `${time} ${entry['method']} ${entry['product']}${entry['path']}: ${entry['status']}${struck}`
}
