import { createHearing, type Hearing, type HearingOptions } from './hearing.ts'
import type { Media, Start } from './messages.ts'
import { wav } from './wav.ts'

type Track = 'inbound' | 'outbound'

/** One incoming stream: the tones on each track, and the audio. Times use the receiver's own clock. */
export function receivedStream(start: Start, options: HearingOptions) {
  const startedAt = Date.now()
  const tracks = new Map<Track, { readonly hearing: Hearing; readonly frames: Uint8Array[] }>(
    start.tracks.map((track) => [track, { hearing: createHearing(options), frames: [] }]),
  )
  let endedAt: number | null = null
  let frames = 0
  return {
    sid: start.streamSid,
    add({ track, timestamp, payload }: Media): void {
      const sound = Buffer.from(payload, 'base64')
      const to = tracks.get(track)
      to?.hearing.add(sound, Number(timestamp))
      to?.frames.push(sound)
      frames += 1
    },
    end(): void {
      endedAt ??= Date.now()
    },
    wav: (): Buffer => wav([...tracks.values()].map((each) => each.frames)),
    /** Who was heard: by track and tone, in ms of the stream (`fromMs`) and as Unix milliseconds (`from`). */
    report: () => ({
      streamSid: start.streamSid,
      callSid: start.callSid,
      accountSid: start.accountSid,
      tracks: start.tracks,
      parameters: start.customParameters,
      startedAt,
      endedAt,
      frames,
      heard: [...tracks].flatMap(([track, { hearing }]) =>
        hearing.heard().map((each) => ({ track, ...each, from: startedAt + each.fromMs, to: startedAt + each.toMs })),
      ),
    }),
  }
}

export type ReceivedStream = ReturnType<typeof receivedStream>
export type StreamReport = ReturnType<ReceivedStream['report']>
