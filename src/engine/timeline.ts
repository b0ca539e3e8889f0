import { z } from 'zod'
import type { Event } from '../core/feature.ts'

const value = z.union([z.string(), z.number(), z.boolean()])

/** One line of a timeline: what was heard, who caused it, what was decided. Times in ms. */
export const timelineEntry = z.object({
  feature: z.string(),
  key: z.string(),
  /** The record's version after it: counts the decisions, without a gap. */
  version: z.number(),
  type: z.string(),
  id: z.string(),
  /** When it happened, by the clock of who told us; and when it was decided, by ours. */
  at: z.number(),
  received: z.number(),
  actor: z.string(),
  /** The first fact of a chain and everything that followed from it have the same. */
  trace: z.string(),
  /** The effect whose outcome this is; the entry that asked for it has it under `effects`. */
  cause: z.string().optional(),
  about: z.record(z.string(), value),
  effects: z.array(z.object({ id: z.string(), type: z.string() })),
  refusal: z.string().optional(),
  /** What outsiders may know of the record before and after. */
  before: z.record(z.string(), value).optional(),
  after: z.record(z.string(), value).optional(),
})
export type TimelineEntry = z.infer<typeof timelineEntry>

/** What of an event may be kept: ids, and words of our own. Names, identities, texts and links are not on the list. */
const kept = new Set([
  'taskSid',
  'reservationSid',
  'workerSid',
  'callSid',
  'conferenceSid',
  'streamSid',
  'streamName',
  'roomSid',
  'roomName',
  'participantSid',
  'messageSid',
  'interactionSid',
  'channelSid',
  'inviteSid',
  'invitedTaskSid',
  'escalationId',
  'transferId',
  'reservation',
  'task',
  'worker',
  'call',
  'stream',
  'command',
  'how',
  'is',
  'mode',
  'role',
  'step',
  'timer',
  'of',
  'effect',
  'code',
  'isOn',
  'isWeak',
  'isTemplate',
  'override',
  'record',
  'seconds',
  'stars',
  'takesOver',
  'consents',
  'generation',
  'number',
  'status',
  'measuredSeconds',
  'quality',
  'worstQuality',
  'roundTripMs',
  'worstRoundTripMs',
  'packetsSent',
  'packetsSentLost',
  'packetsReceived',
  'packetsReceivedLost',
  'freezes',
  'candidate',
  'protocol',
  'audioCodec',
  'videoCodec',
])

/** Twilio's ids, our own names and words: nothing else has this shape, and no address, number or sentence does. */
const isWord = (text: string) => /^[A-Za-z][\w.:/-]{0,119}$/.test(text) && !text.includes('://')

function kindOf(value: unknown): value is string | number | boolean {
  return typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && isWord(value))
}

/** What of a command may be kept. A supervisor's reason is one of our own words, unlike reasons elsewhere. */
const keptOfCommands = new Set(['command', 'reason', 'on', 'mode', 'record', 'participantSid'])

type Pair = readonly [name: string, value: unknown]
type Kept = readonly [name: string, value: string | number | boolean]

/** The parts of an event that name what it is about, also one level down: `by.workerSid`, `assignment.taskSid`. */
export function about(event: object): TimelineEntry['about'] {
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

/** Who caused it: `worker WK…`, `customer`, `agent`, `timer`, `outcome` of our own work, or `twilio`. */
export function actorOf(event: Event, isOutcome: boolean): string {
  if (event.type === 'timer.fired') return 'timer'
  if (isOutcome) return 'outcome'
  const { by, role } = { by: undefined, role: undefined, ...event } as { by?: unknown; role?: unknown }
  if (typeof by === 'object' && by !== null) {
    return 'workerSid' in by && typeof by.workerSid === 'string' ? `worker ${by.workerSid}` : 'agent'
  }
  return typeof role === 'string' ? role : 'twilio'
}
