import type { MediaSender, VoiceListener, VoiceSettings, VoiceState } from './model.ts'

/** At Twilio, changes take effect a moment later (seen with endConferenceOnExit), so this is also the default here. */
const usual: VoiceSettings = {
  updateLagMs: 100,
  joinLagMs: 0,
  media: true,
  allowWs: false,
  callStatusCallback: null,
  conferenceStatusCallback: null,
}

/** Sends no media. */
const silent: MediaSender = { start: () => undefined, stop: () => undefined, clear: () => undefined }

/** Creates a voice state without calls. */
export const emptyVoice = (
  given: Partial<VoiceSettings> = {},
  media: MediaSender = silent,
  listeners: readonly VoiceListener[] = [],
): VoiceState => ({
  applications: new Map(),
  calls: new Map(),
  conferences: new Map(),
  phoneTasks: new Map(),
  phoneTaskOf: new Map(),
  settings: { ...usual, ...given },
  media,
  listeners,
})
