import type { Effect, Event } from '../../../src/core/feature.ts'
import type { Played } from './play.ts'
import type { Decided } from './record.ts'

type Violation = {
  readonly name: string
  readonly seed: number
  readonly wrong: readonly unknown[]
  readonly played: Played<unknown, Event, Effect, unknown>
}

const mostLines = 100

/** Names the violation and shows the play, so that a reader can repeat the play by hand. */
export function report({ name, seed, wrong, played }: Violation): string {
  const { decisions, broken } = played
  const start = Math.min(...decisions.map(({ event }) => event.at))
  const lines = decisions.slice(0, mostLines).map((each, n) => `${String(n + 1).padStart(3)}. ${line(each, start)}`)
  const more = decisions.length > mostLines ? [`and ${decisions.length - mostLines} more`] : []
  const end = broken ? [`and then ${broken.event.type} ${brief(broken.event)}`] : []
  return [
    `Violated: ${name}`,
    ...wrong.slice(0, 3).map((each) => `  by ${shortened(JSON.stringify(each))}`),
    `The simplest play found (seed ${seed}), decision by decision, in seconds by the event's own clock:`,
    ...lines,
    ...more,
    ...end,
  ].join('\n')
}

function line({ event, of }: Decided<unknown, Event, Effect>, start: number): string {
  const second = ((event.at - start) / 1000).toFixed(3).padStart(9)
  return `${second} ${of ? 'outcome' : 'fact   '} ${event.type}${of ? ` of ${of.type}` : ''} ${brief(event)}`
}

const longest = 140

/** The parts that distinguish an event from another one of its type. */
function brief({ type: _, id: __, key: ___, at: ____, ...rest }: Event): string {
  const text = shortened(JSON.stringify(rest))
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** A SID's last digits suffice: `WT…0002`. */
const shortened = (text: string) => text.replace(/\b([A-Z]{2})[0-9a-f]{28}([0-9a-f]{4})\b/g, '$1…$2')
