import { refuse, unchanged } from '../../core/feature.ts'
import { isConsentMissing } from './consent.ts'
import type { Decision, Effect, EventOf, Settings, State } from './model.ts'

/** Switches the recording. Nobody is recorded who did not agree before joining. */
export function record(state: State, isOn: boolean, settings: Settings): Decision {
  const { video } = state
  if (!settings.mayRecord)
    return refuse(state, {
      code: 'not-allowed',
      message: 'Recording is turned off in this contact centre.',
      retryable: false,
    })
  if (video.phase !== 'open')
    return refuse(state, {
      code: 'no-video',
      message: 'There is no open video in this conversation.',
      retryable: false,
    })
  if (isOn && isConsentMissing(video))
    return refuse(state, {
      code: 'no-consent',
      message: 'The customer has not agreed to be recorded.',
      retryable: false,
    })
  if (video.isRecorded === isOn) return unchanged(state)
  const effect: Effect = { type: 'room.record', roomSid: video.roomSid, isOn }
  return { state: { ...state, video: { ...video, isRecorded: isOn, wasRecorded: true } }, effects: [effect] }
}

/** Two quick switches may reach Twilio in the wrong order, e.g. after a retry. The latest switch counts. */
export function recordingChanged(state: State, event: EventOf<'recording.changed'>): Decision {
  const { video } = state
  if (video.phase !== 'open' || video.roomSid !== event.roomSid || video.isRecorded === event.isOn)
    return unchanged(state)
  return { state, effects: [{ type: 'room.record', roomSid: video.roomSid, isOn: video.isRecorded }] }
}
