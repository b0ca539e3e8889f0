import type { Cloud } from '../cloud/cloud.ts'
import { rfc2822, wholeSeconds } from '../cloud/dates.ts'
import { notFound } from '../rest/rest-error.ts'
import type { Conference, ConferenceRecording } from './model.ts'

/** Records a conference until its end, unless a recording is already running. There is no audio. */
export function recordConference(cloud: Cloud, conference: Conference): void {
  if ([...conference.recordings.values()].some((each) => !isDone(each, conference))) return
  const now = cloud.clock.now()
  const recording: ConferenceRecording = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('RE'),
    startedAt: now,
    updatedAt: now,
    stoppedAt: null,
    isPaused: false,
  }
  conference.recordings.set(recording.sid, recording)
  cloud.journal.change('conference-recording.started', recording.sid, { conferenceSid: conference.sid })
}

const isDone = ({ stoppedAt }: ConferenceRecording, { status }: Conference): boolean =>
  stoppedAt !== null || status === 'completed'

/** Finds a recording by SID, or the running one by Twilio's name for it; 404 if there is none. */
export function requireConferenceRecording(conference: Conference, sid: string): ConferenceRecording {
  const recording =
    sid === 'Twilio.CURRENT'
      ? [...conference.recordings.values()].find((each) => !isDone(each, conference))
      : conference.recordings.get(sid)
  if (recording === undefined) throw notFound(`/Conferences/${conference.sid}/Recordings/${sid}`)
  return recording
}

/** Pauses, resumes or stops a recording. A stopped one cannot be resumed. */
export function changeConferenceRecording(
  cloud: Cloud,
  recording: ConferenceRecording,
  status: 'in-progress' | 'paused' | 'stopped',
): void {
  if (recording.stoppedAt !== null) return
  recording.updatedAt = cloud.clock.now()
  recording.isPaused = status === 'paused'
  if (status === 'stopped') recording.stoppedAt = recording.updatedAt
}

/** A conference's recording as the REST API shows it. */
export function conferenceRecordingBody(cloud: Cloud, conference: Conference, recording: ConferenceRecording) {
  const endedAt = recording.stoppedAt ?? (conference.status === 'completed' ? conference.updatedAt : null)
  return {
    account_sid: cloud.account.accountSid,
    api_version: '2010-04-01',
    call_sid: null,
    conference_sid: conference.sid,
    date_created: rfc2822(recording.startedAt),
    date_updated: rfc2822(recording.updatedAt),
    start_time: rfc2822(recording.startedAt),
    duration: endedAt === null ? null : String(wholeSeconds(recording.startedAt, endedAt)),
    sid: recording.sid,
    price: null,
    price_unit: 'USD',
    status: endedAt === null ? (recording.isPaused ? 'paused' : 'in-progress') : 'completed',
    channels: 1,
    source: 'Conference',
    error_code: null,
    encryption_details: null,
    uri: `/2010-04-01/Accounts/${cloud.account.accountSid}/Conferences/${conference.sid}/Recordings/${recording.sid}.json`,
  }
}
