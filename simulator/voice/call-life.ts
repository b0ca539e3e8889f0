import type { Cloud } from '../cloud/cloud.ts'
import { rfc2822, wholeSeconds } from '../cloud/dates.ts'
import { leaveConference } from './conference-life.ts'
import type { Call, Listening, VoiceListener } from './model.ts'
import { notify } from './notify.ts'
import { stopStream } from './stream-life.ts'

export interface NewCall {
  readonly from: string
  readonly to: string
  readonly direction: 'inbound' | 'outbound-api'
  readonly tone: number
  readonly listening?: Listening | null
}

/** A new leg that nobody has answered. */
export function createCall(cloud: Cloud, given: NewCall): Call {
  const now = cloud.clock.now()
  const call: Call = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('CA'),
    from: given.from,
    to: given.to,
    direction: given.direction,
    tone: given.tone,
    createdAt: now,
    updatedAt: now,
    status: 'queued',
    startedAt: null,
    endedAt: null,
    listening: given.listening ?? null,
    sequence: 0,
    seat: null,
    streams: new Map(),
    stopTimer: () => undefined,
  }
  cloud.voice.calls.set(call.sid, call)
  sendCallEvent(cloud, call, 'initiated')
  return call
}

/** Somebody is on the line. */
export function answerCall(cloud: Cloud, call: Call): void {
  if (call.status !== 'queued') return
  const now = cloud.clock.now()
  call.status = 'in-progress'
  call.startedAt = now
  call.updatedAt = now
  cloud.journal.change('call.in-progress', call.sid, { direction: call.direction })
  sendCallEvent(cloud, call, 'answered')
}

/** The end of a leg, whoever brought it about: it leaves its conference, and its streams stop. */
export function endCall(cloud: Cloud, call: Call, as: 'completed' | 'canceled' = 'completed', kicked = false): void {
  if (isOver(call)) return
  const now = cloud.clock.now()
  call.stopTimer()
  call.status = as
  call.endedAt = now
  call.updatedAt = now
  cloud.journal.change(`call.${as}`, call.sid, { direction: call.direction })
  leaveConference(cloud, call, kicked ? 'participant_updated_via_api' : 'participant_hung_up', kicked)
  for (const stream of call.streams.values()) stopStream(cloud, stream)
  sendCallEvent(cloud, call, 'completed')
  for (const { callEnded } of cloud.voice.listeners) callEnded?.(call)
}

/** There is nothing after a conference in what Flex tells a leg to do: who was in it to its end hangs up. */
export const legsFollowConferences = (cloud: Cloud): VoiceListener => ({
  conferenceEnded(left) {
    for (const call of left) endCall(cloud, call)
  },
})

export const isOver = ({ status }: Call): boolean => status === 'completed' || status === 'canceled'

/** Twilio docs: "Outbound Calls with the API", StatusCallback; the same fields for inbound calls. */
function sendCallEvent(cloud: Cloud, call: Call, name: 'initiated' | 'answered' | 'completed'): void {
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
