import type { TimelineEntry } from '../../src/engine/timeline.ts'

/** An action from outside, to be repeated. SIDs are the recorded ones. */
export type Deed =
  | { readonly is: 'chat'; readonly workerSid: string }
  | {
      readonly is: 'command'
      /** As on the timeline: `video.end`. */
      readonly command: string
      readonly workerSid: string | undefined
      readonly isTyped: boolean
    }
  | { readonly is: 'seat'; readonly role: Role; readonly takesOver: boolean; readonly consents: boolean }
  | { readonly is: 'enter'; readonly role: Role; readonly participantSid: string }
  | { readonly is: 'leave'; readonly participantSid: string }
  | { readonly is: 'tell'; readonly role: Role; readonly step: string }
  | { readonly is: 'rate'; readonly stars: number }
  | { readonly is: 'ask-link' }
  | { readonly is: 'end-task'; readonly how: 'wrapup' | 'complete' | 'cancel' | 'delete' }
  | { readonly is: 'close-conversation' }
  | { readonly is: 'close-room' }
  /** Makes Twilio refuse the next request of this kind with this code. */
  | { readonly is: 'refuse'; readonly effect: string; readonly code: number }

export type Role = 'customer' | 'agent'

/**
 * An action, its time (ms), and how many timeline entries existed then: the replay must have made those decisions
 * first.
 */
export type Cue = { readonly at: number; readonly after: number; readonly deed: Deed }

export type Script = { readonly cues: readonly Cue[]; readonly left: readonly string[] }

const ofTask = [
  ['wrapup', /^(reservation|task)\.wrapup$/],
  ['complete', /^(reservation|task)\.completed$/],
  ['cancel', /^(reservation|task)\.canceled$/],
  ['delete', /^task\.deleted$/],
] as const

/**
 * Extracts the outside actions from a recorded timeline. Outcomes and timers happen by themselves, and so do
 * consequences: a task that ends causes several events, and a closed room causes one for each participant.
 */
export function scriptOf(lines: readonly TimelineEntry[]): Script {
  const cues: Cue[] = []
  const left: string[] = []
  const done = new Set<string>()
  for (const line of lines) {
    const found = deedOf(line, done)
    if (typeof found === 'string') left.push(`${line.type} at ${new Date(line.at).toISOString()}: ${found}`)
    else if (found) cues.push({ at: line.at, after: decidedBy(lines, line), deed: found })
  }
  return { cues: [...refusals(lines, cues), ...cues].sort((a, b) => a.at - b.at || a.after - b.after), left }
}

/** The number of entries that existed when this entry's event happened, which may be long before it was received. */
const decidedBy = (lines: readonly TimelineEntry[], line: TimelineEntry): number =>
  lines.filter((each) => each !== line && each.version < line.version && each.received < line.at).length

/** @returns an action; or why it cannot be repeated; or undefined for a consequence of other actions */
function deedOf(line: TimelineEntry, done: Set<string>): Deed | string | undefined {
  const { about } = line
  const role = about['role'] === 'agent' ? 'agent' : 'customer'
  if (about['role'] === 'supervisor' || isOfSupervisor(line)) return 'supervisors who join are not replayed'
  const isEnding = line.before?.['state'] === 'ending' || line.before?.['endedAt'] !== undefined
  const once = (what: string) => !done.has(what) && done.add(what)
  switch (line.type) {
    case 'assignment.opened':
      if (!once(`assignment ${about['reservationSid']}`)) return undefined
      return once('chat')
        ? { is: 'chat', workerSid: String(about['workerSid']) }
        : 'another agent came; transfers are not replayed'
    case 'assignment.closed': {
      const [how] = ofTask.find(([, pattern]) => pattern.test(String(about['how']))) ?? []
      if (!how) return `${about['how']} is not replayed`
      return once(`task ${about['taskSid']} ${how}`) ? { is: 'end-task', how } : undefined
    }
    case 'command.given': {
      const [, workerSid] = /^worker (WK.*)$/.exec(line.actor) ?? []
      const command = String(about['command'] ?? 'video.start')
      return { is: 'command', command, workerSid, isTyped: about['messageSid'] !== undefined }
    }
    case 'seat.requested':
      return { is: 'seat', role, takesOver: about['takesOver'] === true, consents: about['consents'] === true }
    case 'participant.connected': {
      const came = line.after?.['isAgentHere'] !== line.before?.['isAgentHere'] ? 'agent' : 'customer'
      return { is: 'enter', role: came, participantSid: String(about['participantSid']) }
    }
    case 'participant.disconnected':
      return isEnding ? undefined : { is: 'leave', participantSid: String(about['participantSid']) }
    case 'readiness.changed':
      return { is: 'tell', role, step: String(about['step']) }
    case 'rating.given':
      return { is: 'rate', stars: Number(about['stars']) }
    case 'link.requested':
      return { is: 'ask-link' }
    case 'conversation.closed':
      return [...done].some((each) => / (complete|cancel|delete)$/.test(each))
        ? undefined
        : { is: 'close-conversation' }
    case 'room.ended':
      return isEnding ? undefined : { is: 'close-room' }
    case 'transfer.changed':
      return 'transfers are not replayed'
    case 'room.observed':
      return 'the reconciler runs on its own schedule'
    case 'effect.failed':
      return about['code'] === undefined ? 'Twilio was unreachable' : undefined
    default:
      return undefined
  }
}

/** Whether Twilio reports a participant whose identity names a worker: only supervisors have such an actor. */
const isOfSupervisor = ({ type, actor }: TimelineEntry) =>
  type.startsWith('participant.') && actor.startsWith('worker ')

/** The requests that Twilio refused, scheduled before the action that caused them. */
function refusals(lines: readonly TimelineEntry[], cues: readonly Cue[]): readonly Cue[] {
  return lines.flatMap((line) => {
    const { effect, code } = line.about
    if (line.type !== 'effect.failed' || typeof code !== 'number' || typeof effect !== 'string') return []
    const asked = lines.find((each) => each.effects.some(({ id }) => id === line.cause))
    const cue = cues.findLast(({ at }) => at <= (asked?.at ?? line.at))
    return cue ? [{ at: cue.at - 1, after: Math.max(0, cue.after), deed: { is: 'refuse', effect, code } }] : []
  })
}

/** How long (ms) after the decision that set it each kind of timer fired. A timeline does not contain the settings. */
export function timersIn(lines: readonly TimelineEntry[]): ReadonlyMap<string, number> {
  const fired = lines.filter(({ type }) => type === 'timer.fired')
  return new Map(
    fired.flatMap((line): [string, number][] => {
      const asked = lines.find((each) => each.effects.some(({ id }) => id === line.cause))
      return asked ? [[String(line.about['timer']), line.at - asked.received]] : []
    }),
  )
}
