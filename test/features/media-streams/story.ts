import type { CallAssignment } from '../../../src/core/facts.ts'
import { decideWith } from '../../../src/features/media-streams/decide.ts'
import type { Effect, Event, EventOf, Settings, State } from '../../../src/features/media-streams/model.ts'
import { initial, state as schema } from '../../../src/features/media-streams/model.ts'
import type { CallRead, Participant } from '../../../src/features/media-streams/seen.ts'
import { sid } from '../../support/an-assignment.ts'

export const taskSid = sid('WT', 0xca11)
export const callSid = sid('CA', 0xc0)
export const conferenceSid = sid('CF', 0xcf)
const start = 1_790_000_000_000
export const at = (seconds: number) => start + seconds * 1000

export const settings: Settings = {
  calls: 'inbound',
  handover: 'overlap',
  most: 2,
  destinations: { urls: { main: 'wss://media.example.com/in' }, rules: [], otherwise: 'main' },
}
export const sequential: Settings = { ...settings, handover: 'gap-free-sequential' }

/** Agents by letter; `A2` is A with another reservation: they came back. */
const agents = { A: 1, B: 2, C: 3, A2: 11 } as const
export type Agent = keyof typeof agents
export const reservation = (agent: Agent) => sid('WR', agents[agent])
export const nameOf = (agent: Agent, n = 1) => `esc-${reservation(agent)}${n > 1 ? `-${n}` : ''}`

type Told<T extends Event['type']> = Omit<EventOf<T>, 'key' | 'type'>
const tell = <T extends Event['type']>(type: T, rest: Told<T>) => ({ type, key: taskSid, ...rest })

export const accepted = (agent: Agent, s: number = agents[agent], changes: Partial<CallAssignment> = {}): Event => {
  const worker = sid('WK', agents[agent] % 10)
  const assignment: CallAssignment = {
    taskSid,
    reservationSid: reservation(agent),
    workerSid: worker,
    direction: 'inbound',
    callSid,
  }
  return tell('call.assignment-opened', {
    id: `accepted-${agent}`,
    at: at(s),
    assignment: { ...assignment, ...changes },
  })
}
export const left = (agent: Agent, s: number): Event =>
  tell('call.assignment-closed', {
    id: `left-${agent}`,
    at: at(s),
    direction: 'inbound',
    reservationSid: reservation(agent),
    how: 'reservation.wrapup',
  })
export const taskOver = (s: number): Event =>
  tell('call.assignment-closed', { id: 'task-over', at: at(s), direction: 'inbound', how: 'task.completed' })
export const transfer = (is: EventOf<'call.transfer-changed'>['is'], s: number): Event =>
  tell('call.transfer-changed', { id: `transfer-${is}-${s}`, at: at(s), direction: 'inbound', is })
export const speakers = (
  is: EventOf<'call.stream-changed'>['is'],
  streamName: string,
  s: number,
  detail?: string,
): Event =>
  tell('call.stream-changed', {
    id: `${is}-${streamName}`,
    at: at(s),
    is,
    callSid,
    streamName,
    streamSid: `MZ-${streamName}`,
    ...(detail && { detail }),
  })
export const callSeen = (isLive: boolean, s: number): Event =>
  tell('call.seen', { id: `seen-${isLive}-${s}`, at: at(s), callSid, isLive })
export const conferenceTold = (is: EventOf<'call.conference-changed'>['is'], s: number, leg?: string): Event =>
  tell('call.conference-changed', {
    id: `conference-${is}-${s}`,
    at: at(s),
    is,
    conferenceSid,
    ...(leg && { callSid: leg }),
  })

/** Plays facts by hand; `effects` are all effects so far, `done` reports the outcome of a chosen one. */
export function aCall(rules: Settings = settings) {
  const decide = decideWith(rules)
  const effects: Effect[] = []
  let state: State = initial
  let step = 0
  const head = () => ({ id: `step-${++step}`, key: taskSid, at: start + step * 100 })
  const hear = (...events: readonly Event[]): readonly Effect[] => {
    const fresh: Effect[] = []
    const queue = [...events]
    for (let each = queue.shift(); each; each = queue.shift()) {
      const result = decide(state, each)
      state = schema.parse(JSON.parse(JSON.stringify(result.state)))
      fresh.push(...result.effects)
      // Writes to the task succeed at once.
      for (const effect of result.effects)
        if (effect.type === 'task.annotate')
          queue.unshift({ ...head(), type: 'task.annotated', names: effect.streams.names })
    }
    effects.push(...fresh)
    return fresh
  }
  return {
    hear,
    effects,
    state: () => state,
    /** As another release left it. */
    is: (given: State) => {
      state = given
    },
    started: (name: string) => hear({ ...head(), type: 'stream.started', name, streamSid: `MZ-${name}` }),
    full: (name: string) => hear({ ...head(), type: 'stream.full', name }),
    stopped: (name: string) => hear({ ...head(), type: 'stream.stopped', name }),
    failed: (effect: string, name: string, code?: number) =>
      hear({ ...head(), type: 'effect.failed', effect, reason: 'no', request: { name }, ...(code && { code }) }),
    /** Answers the last check: the conference's participants, as `personSeen` reads them. */
    conference: (...legs: readonly string[]) => hear(lookSeen(state.guard.lookNumber, legs.map(personSeen))),
    /** The same with more in the read. */
    seen: (legs: readonly string[], rest: Partial<CallRead> = {}, s?: number) =>
      hear({ ...lookSeen(state.guard.lookNumber, legs.map(personSeen), rest), ...(s && { at: at(s) }) }),
  }
  function lookSeen(lookNumber: number, participants: readonly Participant[], rest: Partial<CallRead> = {}): Event {
    return { ...head(), type: 'conference.seen', lookNumber, read: aRead(participants, rest) }
  }
}

const openTask: NonNullable<CallRead['task']> = {
  isOpen: true,
  direction: 'inbound',
  isInternal: false,
  isOurs: true,
  isLifted: false,
  names: 1,
}
export const closedTask = { ...openTask, isOpen: false } as const

export const aRead = (participants: readonly Participant[], rest: Partial<CallRead> = {}): CallRead => ({
  task: openTask,
  conferences: participants.length > 0 ? [{ conferenceSid, participants }] : [],
  legs: [],
  accepted: participants.filter(({ isClient }) => isClient).length,
  left: [],
  ...rest,
})

/**
 * `customer`, `third…` or an agent's leg. `*` marks a leg that ends the conference when it leaves, `-` one on hold, `~`
 * a muted one, `^` one that coaches, `?` one whose phone rings.
 */
export function personSeen(leg: string): Participant {
  const isCustomer = leg.startsWith('customer')
  return {
    callSid: isCustomer ? callSid : leg.replace(/[*~^?-]/g, ''),
    is: leg.includes('?') ? 'coming' : 'here',
    isClient: !isCustomer && !leg.startsWith('third'),
    endsOnExit: leg.includes('*'),
    isHeld: leg.includes('-'),
    isMuted: leg.includes('~'),
    isCoaching: leg.includes('^'),
    ...(isCustomer && { label: 'customer' }),
  }
}

export const of = (effects: readonly Effect[], type: Effect['type']) =>
  effects.flatMap((each) =>
    each.type === type ? ['name' in each ? each.name : 'callSid' in each ? each.callSid : ''] : [],
  )
export const running = (state: State) => state.streams.filter((each) => each.phase !== 'over').map((each) => each.name)
export const announced = (effects: readonly Effect[]) =>
  effects.flatMap((each) => (each.type === 'task.annotate' ? [each.streams] : []))
