import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { Gap } from '../rest/gap.ts'
import { repeated, sid, text } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import type { Reservation, Workspace } from './model.ts'
import { setReservation } from './reservations.ts'
import { setActivity } from './workers.ts'

/** Additional parameters of voice instructions. */
export const voiceParameters = [
  ...['DequeuePostWorkActivitySid', 'DequeueFrom', 'DequeueRecord', 'DequeueTimeout', 'DequeueTo'],
  ...['DequeueStatusCallbackUrl', 'DequeueStatusCallbackEvent', 'CallFrom', 'CallRecord', 'CallTimeout', 'CallTo'],
  ...['CallUrl', 'CallStatusCallbackUrl', 'CallAccept', 'RedirectCallSid', 'RedirectAccept', 'RedirectUrl', 'To'],
  ...['From', 'StatusCallback', 'StatusCallbackMethod', 'StatusCallbackEvent', 'Timeout', 'Record', 'Muted', 'Beep'],
  ...['StartConferenceOnEnter', 'EndConferenceOnExit', 'WaitUrl', 'WaitMethod', 'EarlyMedia', 'MaxParticipants'],
  ...['ConferenceStatusCallback', 'ConferenceStatusCallbackMethod', 'ConferenceStatusCallbackEvent'],
  ...['ConferenceRecord', 'ConferenceTrim', 'RecordingChannels', 'RecordingStatusCallback', 'Region'],
  ...['RecordingStatusCallbackMethod', 'ConferenceRecordingStatusCallback', 'SipAuthUsername', 'SipAuthPassword'],
  ...['ConferenceRecordingStatusCallbackMethod', 'PostWorkActivitySid', 'SupervisorMode', 'Supervisor'],
  ...['EndConferenceOnCustomerExit', 'BeepOnCustomerEntrance', 'JitterBufferSize'],
]

/** How to change a reservation: by its next status or by an instruction (Twilio docs: "Reservation Resource"). */
export const instructionParameters = z.strictObject({
  ReservationStatus: z.enum(['accepted', 'rejected', 'wrapping', 'completed']).optional(),
  WorkerActivitySid: sid('WA').optional(),
  Instruction: z.enum(['accept', 'reject', 'dequeue', 'call', 'conference', 'redirect', 'supervise']).optional(),
  ...Object.fromEntries(voiceParameters.map((name) => [name, repeated(text).optional()])),
})

const statusAfter = { accept: 'accepted', reject: 'rejected' } as const

/** Changes a reservation. A worker who rejects may be moved to another activity. */
export function instructReservation(
  cloud: Cloud,
  workspace: Workspace,
  reservation: Reservation,
  params: z.output<typeof instructionParameters>,
): void {
  const { Instruction: instruction, WorkerActivitySid: activitySid } = params
  if (instruction !== undefined && instruction !== 'accept' && instruction !== 'reject')
    throw new Gap(`the instruction ${instruction} over REST`)
  if (activitySid !== undefined && !workspace.activities.has(activitySid))
    throw invalid(`Activity ${activitySid} does not exist`)
  const status = params.ReservationStatus ?? (instruction === undefined ? undefined : statusAfter[instruction])
  if (status === undefined) throw invalid('ReservationStatus or Instruction is required')
  setReservation(cloud, workspace, reservation, status)
  if (status === 'rejected' && activitySid !== undefined) setActivity(cloud, workspace, reservation.worker, activitySid)
}
