/** What a media server sends besides audio and video, each on its own data channel. */
export const mediaChannels = [
  'active_speaker',
  'extension_transcriptions',
  'network_quality',
  'publisher_hints',
  'render_hints',
  'track_priority',
  'track_switch_off',
] as const

export type MediaChannel = (typeof mediaChannels)[number]

/** Tells a browser the channels that it asked for: the SDK waits for a data channel with this label. */
export const announced = (asked: readonly MediaChannel[]) =>
  Object.fromEntries(asked.map((label) => [label, { transport: { type: 'data-channel', label } }]))
