import { z } from 'zod'
import type { Event } from '../core/feature.ts'

const value = z.union([z.string(), z.number(), z.boolean()])

/** One entry of a timeline: the event, its actor, and the decision. Times in ms. */
export const timelineEntry = z.object({
  feature: z.string(),
  key: z.string(),
  /** The record's version after the decision. Versions have no gaps. */
  version: z.number(),
  type: z.string(),
  id: z.string(),
  /** When the event happened, by its sender's clock; `received`: when it was decided, by ours. */
  at: z.number(),
  received: z.number(),
  actor: z.string(),
  /** The same for the first fact of a chain and everything that followed from it. */
  trace: z.string(),
  /** The effect whose outcome this is; its own entry lists it under `effects`. */
  cause: z.string().optional(),
  about: z.record(z.string(), value),
  effects: z.array(z.object({ id: z.string(), type: z.string() })),
  refusal: z.string().optional(),
  /** What outsiders may know of the record before and after. */
  before: z.record(z.string(), value).optional(),
  after: z.record(z.string(), value).optional(),
})
export type TimelineEntry = z.infer<typeof timelineEntry>

/**
 * The fields that timelines keep of every feature's events: ids, and our own words. No names, identities, texts or
 * links. Each feature adds its own (`kept`).
 */
const common = [
  'taskSid',
  'reservationSid',
  'workerSid',
  'messageSid',
  'interactionSid',
  'channelSid',
  'transferId',
  'command',
  'how',
  'is',
  'mode',
  'timer',
  'of',
  'effect',
  'code',
  'override',
]

/** Whether a text has the shape of Twilio's ids and our own words. No address, phone number or sentence has it. */
const isWord = (text: string) => /^[A-Za-z][\w.:/-]{0,119}$/.test(text) && !text.includes('://')

function kindOf(value: unknown): value is string | number | boolean {
  return typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && isWord(value))
}

/** The fields of a command that may be kept. A supervisor's reason is one of our own words, unlike other reasons. */
const keptOfCommands = new Set(['command', 'reason', 'on', 'mode', 'record', 'participantSid'])

type Pair = readonly [name: string, value: unknown]
type Kept = readonly [name: string, value: string | number | boolean]

/**
 * The fields of an event that a timeline may keep, also one level down: `by.workerSid`, `assignment.taskSid`.
 *
 * @param own the fields that only the event's feature has
 */
export function about(event: object, own: readonly string[]): TimelineEntry['about'] {
  const kept = new Set([...common, ...own])
  const pairs = Object.entries(event).flatMap(([name, value]): readonly Kept[] => {
    if (name === 'command' && isObject(value)) return keep(commandParts(value), keptOfCommands)
    return keep(isObject(value) ? Object.entries(value) : [[name, value]], kept)
  })
  return Object.fromEntries(pairs)
}

const keep = (pairs: readonly Pair[], names: ReadonlySet<string>): readonly Kept[] =>
  pairs.filter((pair): pair is Kept => names.has(pair[0]) && kindOf(pair[1]))

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const commandParts = (command: object): readonly Pair[] =>
  Object.entries(command).map(([name, value]): Pair => [name === 'type' ? 'command' : name, value])

/** The actor of an event: `worker WK…`, `customer`, `agent`, `timer`, `outcome` (of our own work), or `twilio`. */
export function actorOf(event: Event, isOutcome: boolean): string {
  if (event.type === 'timer.fired') return 'timer'
  if (isOutcome) return 'outcome'
  const { by, role } = { by: undefined, role: undefined, ...event } as { by?: unknown; role?: unknown }
  if (typeof by === 'object' && by !== null) {
    return 'workerSid' in by && typeof by.workerSid === 'string' ? `worker ${by.workerSid}` : 'agent'
  }
  return typeof role === 'string' ? role : 'twilio'
}
