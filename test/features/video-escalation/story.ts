import type { Command } from '../../../src/core/commands.ts'
import type { Assignment, PageStep } from '../../../src/core/facts.ts'
import type { Refusal } from '../../../src/core/feature.ts'
import { decideWith } from '../../../src/features/video-escalation/decide.ts'
import {
  type Effect,
  type Event,
  initial,
  type Settings,
  type State,
} from '../../../src/features/video-escalation/model.ts'
import { typedCommand } from '../../../webhooks/twilio/typed-command.ts'

/** Builders and a player for stories of facts. Times are seconds after the start of the chat. */
export const conversationSid = `CH${'c'.repeat(32)}`
export const taskSid = `WT${'1'.repeat(32)}`
export const roomSid = `RM${'a'.repeat(32)}`
const origin = 1_790_000_000_000
export const at = (second: number) => origin + second * 1000

export const settings: Settings = {
  linkTtlMs: 3_600_000,
  lostAfterMs: 300_000,
  handoverMs: 30_000,
  inviteMs: 300_000,
  unanswered: 'end',
  hasTransfers: true,
  postsCancelNotice: false,
  hasTemplate: false,
  hasWaitingRoom: false,
  isRecorded: false,
  mayRecord: false,
  maySupervisorsJoin: true,
  softBudgetMs: 0,
  hardBudgetMs: 0,
}

export const ada: Assignment = {
  taskSid,
  reservationSid: `WR${'1'.repeat(32)}`,
  workerSid: `WK${'1'.repeat(32)}`,
  identity: 'ada_40example_2Ecom',
  channel: 'web',
  known: { version: '3', attributes: '{"a":1}' },
}
export const ben: Assignment = {
  ...ada,
  taskSid: `WT${'2'.repeat(32)}`,
  reservationSid: `WR${'2'.repeat(32)}`,
  workerSid: `WK${'2'.repeat(32)}`,
  identity: 'ben_40example_2Ecom',
}

let facts = 0
const head = (second: number) => ({ id: `fact-${++facts}`, key: conversationSid, at: at(second) })

export const accepted = (assignment = ada, second = 0): Event => ({
  ...head(second),
  type: 'assignment.opened',
  assignment,
})
export const taskOver = (second: number, assignment = ada, how = 'task.wrapup'): Event => ({
  ...head(second),
  type: 'assignment.closed',
  taskSid: assignment.taskSid,
  how,
})
/** What a typed `/video <word>` means. */
const commandOf = (word: string): Command => {
  const command = typedCommand(`/video ${word}`.trim())
  if (!command) throw new Error(`/video ${word} is no command`)
  return command
}
export const typed = (word = '', second = 10, by = ada.identity) =>
  ({
    ...head(second),
    type: 'command.given',
    command: commandOf(word),
    by: { identity: by },
    messageSid: `IM${String(second).padStart(32, '0')}`,
  }) as const satisfies Event
/** The same over the API. */
export const called = (command: string | Command = '', second = 10, workerSid = ada.workerSid) =>
  ({
    ...head(second),
    type: 'command.given',
    command: typeof command === 'string' ? commandOf(command) : command,
    by: { workerSid },
  }) as const satisfies Event
export const switched = (on: boolean, second: number) => called({ type: 'video.record', on }, second)

export const id = `esc-${'c'.repeat(32)}-${at(10).toString(36)}`
export const roomName = `${id}-g1`
export const created = (second = 11, name = roomName, sid = roomSid): Event => ({
  ...head(second),
  type: 'room.created',
  roomName: name,
  roomSid: sid,
})
export const annotated = (second = 11): Event => ({ ...head(second), type: 'task.annotated', escalationId: id })
export const invited = (second = 12): Event => ({ ...head(second), type: 'invite.posted', escalationId: id })
export const closed = (second: number, sid = roomSid): Event => ({ ...head(second), type: 'room.closed', roomSid: sid })

const seat = { customer: 'customer-0001', agent: 'agent-0001', supervisor: 'supervisor-0001' } as const
const who = (role: keyof typeof seat, n: number) => ({
  roomSid,
  roomName,
  participantSid: `PA${role.slice(0, 1)}${n}`,
  identity: seat[role],
})
/** The same, with the customer's seat of another generation of the link. */
export const onLink = (generation: number, event: Event): Event => ({
  ...event,
  ...('identity' in event && { identity: `${seat.customer}-g${generation}` }),
})
export const came = (role: keyof typeof seat, second: number, n = 1): Event => ({
  ...head(second),
  ...who(role, n),
  type: 'participant.connected',
})
export const left = (role: keyof typeof seat, second: number, seconds: number, n = 1): Event => ({
  ...head(second),
  ...who(role, n),
  type: 'participant.disconnected',
  seconds,
})
export const roomEnded = (second: number, sid = roomSid): Event => ({
  ...head(second),
  type: 'room.ended',
  roomSid: sid,
  roomName,
})
/** A page's request for a seat. */
export const asks = (
  role: keyof typeof seat,
  second: number,
  more: { device?: string; takesOver?: boolean; consents?: boolean; workerSid?: string; escalationId?: string } = {},
): Event => ({
  ...head(second),
  type: 'seat.requested',
  escalationId: id,
  role,
  identity: seat[role],
  device: 'phone',
  takesOver: false,
  consents: false,
  ...more,
})
export const says = (
  step: PageStep,
  second: number,
  device = 'phone',
  more: { detail?: string; role?: 'agent'; escalationId?: string } = {},
): Event => ({
  ...head(second),
  type: 'readiness.changed',
  escalationId: id,
  role: 'customer',
  identity: seat.customer,
  device,
  step,
  ...more,
})
export const rates = (stars: number, second: number): Event => ({
  ...head(second),
  type: 'rating.given',
  escalationId: id,
  stars,
  issues: ['sound'],
  comment: 'fine',
})
export const wantsLink = (second: number): Event => ({ ...head(second), type: 'link.requested', escalationId: id })
export const recordingIs = (isOn: boolean, second: number): Event => ({
  ...head(second),
  type: 'recording.changed',
  roomSid,
  isOn,
})
export const failed = (effect: string, second = 12, code?: number, request?: object): Event => ({
  ...head(second),
  type: 'effect.failed',
  effect,
  reason: 'no',
  code,
  ...(request && { request }),
})
export type Told = { readonly state: State; readonly effects: readonly Effect[]; readonly refusal?: Refusal }

/** Plays a story from the start of the chat; returns the last state and all effects on the way. */
export function tell(events: readonly Event[], rules: Partial<Settings> = {}, from: State = initial): Told {
  const decide = decideWith({ ...settings, ...rules })
  return events.reduce<Told>(
    (told, event) => {
      const decision = decide(told.state, event)
      return { ...decision, effects: [...told.effects, ...decision.effects] }
    },
    { state: from, effects: [] },
  )
}

export const kinds = ({ effects }: Told) => effects.map((effect) => effect.type)
/** The video on the task at the end. */
export const said = ({ effects }: Told) => effects.findLast((effect) => effect.type === 'task.annotate')?.video
/** The states written on the task, in order. */
export const words = ({ effects }: Told) =>
  effects.flatMap((effect) => (effect.type === 'task.annotate' ? [effect.video?.state ?? null] : []))

/** The common beginning: accepted, started, room and task in order, customer invited. */
export const untilInvited = (): Event[] => [accepted(), typed(), created(), annotated(), invited()]
export const customerOf = ({ state: { video } }: Told) => {
  if (video.phase === 'idle') throw new Error('There is no video')
  return video.customer
}
export const seatsOf = ({ state: { video } }: Told) => (video.phase === 'idle' ? {} : video.seats)
export const untilLive = (): Event[] => [...untilInvited(), came('customer', 20), came('agent', 25)]

/** The chat's transfer to another agent; every agent has a seat of their own. */
const seatOf = (assignment: Assignment) => `agent-${assignment.identity.slice(0, 3)}`
const connection = (assignment: Assignment, n: number) => ({
  roomSid,
  roomName,
  participantSid: `PA-${assignment.identity.slice(0, 3)}-${n}`,
  identity: seatOf(assignment),
})
export const sits = (assignment: Assignment, second: number): Event => ({
  ...head(second),
  type: 'seat.requested',
  escalationId: id,
  role: 'agent',
  identity: seatOf(assignment),
  workerSid: assignment.workerSid,
  device: '',
  takesOver: false,
  consents: true,
})
export const comesIn = (assignment: Assignment, second: number, n = 1): Event => ({
  ...head(second),
  ...connection(assignment, n),
  type: 'participant.connected',
})
export const goesOut = (assignment: Assignment, second: number, seconds: number, n = 1): Event => ({
  ...head(second),
  ...connection(assignment, n),
  type: 'participant.disconnected',
  seconds,
})
export const assignmentOver = (assignment: Assignment, second: number, how = 'reservation.wrapup'): Event => ({
  ...head(second),
  type: 'assignment.closed',
  taskSid: assignment.taskSid,
  reservationSid: assignment.reservationSid,
  how,
})
export const transferIs = (
  is: 'ringing' | 'accepted' | 'over',
  second: number,
  {
    mode = 'cold',
    transferId = 'tr-1',
    from = ada,
  }: { mode?: 'cold' | 'warm'; transferId?: string; from?: Assignment } = {},
): Event => ({
  ...head(second),
  type: 'transfer.changed',
  transferId,
  mode,
  is,
  from: { taskSid: from.taskSid, workerSid: from.workerSid },
  to: { name: 'Ben' },
})
export const fired = (timer: 'link' | 'lost' | 'handover' | 'unattended', second: number, of: string): Event => ({
  ...head(second),
  type: 'timer.fired',
  timer,
  of,
})
/** Ada and the customer are in the room, and Ada's seat is known to be hers. */
export const untilTogether = (): Event[] => [...untilInvited(), sits(ada, 18), came('customer', 20), comesIn(ada, 25)]
/** The video on each task at the end. */
export const saidOnTasks = ({ effects }: Told): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    effects.flatMap((each) => (each.type === 'task.annotate' ? [[each.taskSid, each.video?.state ?? null]] : [])),
  )
/** The removed participants, in order. */
export const putOut = ({ effects }: Told) =>
  effects.flatMap((each) => (each.type === 'participant.remove' ? [each.participantSid] : []))
export const timers = ({ effects }: Told) =>
  effects.flatMap((each) => (each.type === 'timer.wait' && each.timer !== 'link' ? [each] : []))
