import type { Cloud } from '../cloud/cloud.ts'
import { rfc2822, wholeSeconds } from '../cloud/dates.ts'
import { enterConference, leaveConference } from './conference-life.ts'
import type { Call, Listening, VoiceListener } from './model.ts'
import { notify } from './notify.ts'
import { stopStream } from './stream-life.ts'

export interface NewCall {
  readonly from: string
  readonly to: string
  readonly direction: Call['direction']
  readonly parent?: Call | null
  readonly tone: number
  readonly limitMs?: number | undefined
  readonly dialled?: Call['dialled']
  readonly listening?: Listening | null
}

/** Twilio docs: "Calls resource", Timeout. */
const usuallyDialled: Call['dialled'] = { parameters: {}, ringsMs: 60_000 }

/** Creates a leg, not answered yet. */
export function createCall(cloud: Cloud, given: NewCall): Call {
  const now = cloud.clock.now()
  const call: Call = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('CA'),
    from: given.from,
    to: given.to,
    direction: given.direction,
    parent: given.parent ?? null,
    limitMs: given.limitMs ?? null,
    dialled: given.dialled ?? usuallyDialled,
    tone: given.tone,
    createdAt: now,
    updatedAt: now,
    status: 'queued',
    startedAt: null,
    endedAt: null,
    listening: given.listening ?? null,
    sequence: 0,
    seat: null,
    outside: null,
    streams: new Map(),
    goOn: () => endCall(cloud, call),
    notifications: [],
    stopTimer: () => undefined,
    stopVerb: () => undefined,
  }
  cloud.voice.calls.set(call.sid, call)
  sendCallEvent(cloud, call, 'initiated')
  return call
}

/**
 * Makes the phone ring.
 * @returns whether a listener decides how the ringing ends
 */
export function ringCall(cloud: Cloud, call: Call): boolean {
  if (call.status !== 'queued') return false
  call.status = 'ringing'
  call.updatedAt = cloud.clock.now()
  cloud.journal.change('call.ringing', call.sid, { direction: call.direction })
  sendCallEvent(cloud, call, 'ringing')
  return cloud.voice.listeners.some(({ callRinging }) => callRinging?.(call) === true)
}

/** Answers a leg. */
export function answerCall(cloud: Cloud, call: Call): void {
  if (call.status !== 'queued' && call.status !== 'ringing') return
  const now = cloud.clock.now()
  call.stopTimer()
  call.status = 'in-progress'
  call.startedAt = now
  call.updatedAt = now
  cloud.journal.change('call.in-progress', call.sid, { direction: call.direction })
  sendCallEvent(cloud, call, 'answered')
  if (call.limitMs !== null) limitCall(cloud, call, call.limitMs)
  if (call.seat !== null) enterConference(cloud, call.seat)
  for (const { callAnswered } of cloud.voice.listeners) callAnswered?.(call)
}

/** Limits a leg's duration, from now or from its answer. */
export function limitCall(cloud: Cloud, call: Call, ms: number): void {
  call.limitMs = ms
  if (call.status !== 'in-progress') return
  call.stopTimer()
  call.stopTimer = cloud.clock.after(ms, () => endCall(cloud, call))
}

/** Ends a leg, whatever the cause: it leaves its conference, and its streams stop. */
export function endCall(
  cloud: Cloud,
  call: Call,
  as: 'completed' | 'canceled' | 'no-answer' | 'busy' = 'completed',
  kicked = false,
): void {
  if (isOver(call)) return
  const now = cloud.clock.now()
  call.stopTimer()
  call.stopVerb()
  call.status = as
  call.endedAt = now
  call.updatedAt = now
  cloud.journal.change(`call.${as}`, call.sid, { direction: call.direction })
  leaveConference(cloud, call, kicked ? 'participant_updated_via_api' : 'participant_hung_up', kicked)
  for (const stream of call.streams.values()) stopStream(cloud, stream)
  sendCallEvent(cloud, call, 'completed')
  for (const { callEnded } of cloud.voice.listeners) callEnded?.(call)
  if (call.parent === null) return
  call.parent.outside = null
  call.parent.goOn()
}

/** Ends a leg's current instructions. After its next conference the leg hangs up. */
export function endInstructions(cloud: Cloud, call: Call): void {
  call.stopVerb()
  call.outside = null
  call.goOn = () => endCall(cloud, call)
}

/**
 * A leg that stays in a conference until its end goes on with the next instructions. A leg that Flex controls ends
 * there.
 */
export const legsFollowConferences: VoiceListener = {
  conferenceEnded(left) {
    for (const call of left) call.goOn()
  },
}

export const isOver = ({ status }: Call): boolean =>
  status === 'completed' || status === 'canceled' || status === 'no-answer' || status === 'busy'

/** Twilio docs: "Outbound Calls with the API", StatusCallback; the same fields for inbound calls. */
function sendCallEvent(cloud: Cloud, call: Call, name: 'initiated' | 'ringing' | 'answered' | 'completed'): void {
  const now = cloud.clock.now()
  const sequence = call.sequence
  call.sequence += 1
  const seconds = wholeSeconds(call.startedAt ?? now, now)
  const asked = call.direction === 'inbound' ? 'ringing' : 'initiated'
  notify(cloud, call.listening, {
    name,
    resource: call.sid,
    params: {
      CallSid: call.sid,
      CallStatus: name === 'initiated' ? asked : call.status,
      From: call.from,
      To: call.to,
      Caller: call.from,
      Called: call.to,
      Direction: call.direction,
      ApiVersion: '2010-04-01',
      Timestamp: rfc2822(now),
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(sequence),
      ...(name === 'completed' ? { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) } : {}),
    },
  })
}
