/** What a media server tells a browser beside sound and pictures, each on a channel of its own. */
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

/** How a browser finds the channels that it asked for: the SDK waits for one with this label. */
export const announced = (asked: readonly MediaChannel[]) =>
  Object.fromEntries(asked.map((label) => [label, { transport: { type: 'data-channel', label } }]))
