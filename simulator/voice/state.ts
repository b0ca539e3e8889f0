import type { MediaSender, VoiceListener, VoiceSettings, VoiceState } from './model.ts'

/** Changes at Twilio are read back a moment later (seen with endConferenceOnExit), so by default here, too. */
const usual: VoiceSettings = {
  updateLagMs: 100,
  joinLagMs: 0,
  media: true,
  allowWs: false,
  callStatusCallback: null,
  conferenceStatusCallback: null,
}

/** Sends nothing to anybody. */
const silent: MediaSender = { start: () => undefined, stop: () => undefined, clear: () => undefined }

/** No calls. */
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
