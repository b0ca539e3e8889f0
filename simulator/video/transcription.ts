import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds, isoSecondsOrNull } from '../cloud/dates.ts'
import { jsonParameter } from '../rest/json-parameter.ts'
import type { Room, Transcription } from './model.ts'

/** A transcription's configuration: a JSON object. */
export const transcriptionConfiguration = jsonParameter(z.record(z.string(), z.unknown()))

type Configuration = Readonly<Record<string, unknown>>

/** Starts a room's transcription. A room has only one: a second start resumes it. */
export function startTranscription(cloud: Cloud, room: Room, configuration: Configuration): Transcription {
  if (room.transcription !== null) {
    changeTranscription(cloud, room.transcription, { isRunning: true, configuration })
    return room.transcription
  }
  const now = cloud.clock.now()
  const transcription: Transcription = {
    order: cloud.nextOrder(),
    ttid: `video_extension_${randomUUID()}`,
    createdAt: now,
    updatedAt: null,
    configuration: asText(configuration),
    periods: [{ from: now, to: null }],
    told: new Map(),
  }
  room.transcription = transcription
  cloud.journal.change('transcription.started', transcription.ttid, { roomSid: room.sid })
  return transcription
}

/** Starts or stops a transcription and merges a configuration into it. Does nothing if nothing changes. */
export function changeTranscription(
  cloud: Cloud,
  transcription: Transcription,
  {
    isRunning,
    configuration,
  }: { readonly isRunning?: boolean | undefined; readonly configuration?: Configuration | undefined },
): void {
  const now = cloud.clock.now()
  const last = transcription.periods.at(-1)
  transcription.configuration = { ...transcription.configuration, ...asText(configuration ?? {}) }
  transcription.updatedAt = now
  if (isRunning === false && last !== undefined) last.to ??= now
  if (isRunning === true && last?.to !== null) transcription.periods.push({ from: now, to: null })
}

/** Twilio returns every value as text. */
const asText = (configuration: Configuration): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(configuration).map(([name, value]) => [name, String(value)]))

/**
 * A transcription as the REST API shows it. Its duration counts the time in which it is started and a participant is in
 * the room.
 */
export function transcriptionBody(cloud: Cloud, room: Room, transcription: Transcription) {
  const { ttid, createdAt, updatedAt, configuration, periods } = transcription
  const until = room.endedAt ?? cloud.clock.now()
  const isStopped = room.endedAt !== null || periods.at(-1)?.to !== null
  const captioned = attended(room, until).flatMap(({ from, to }) =>
    periods.flatMap((each) => {
      const [start, end] = [Math.max(from, each.from), Math.min(to, each.to ?? until)]
      return start < end ? [{ start, end }] : []
    }),
  )
  const duration = captioned.reduce((sum, { start, end }) => sum + end - start, 0)
  return {
    ttid,
    account_sid: cloud.account.accountSid,
    room_sid: room.sid,
    source_sid: null,
    status: isStopped ? 'stopped' : 'started',
    date_created: isoSeconds(createdAt),
    date_updated: isoSecondsOrNull(updatedAt),
    start_time: isoSecondsOrNull(captioned[0]?.start ?? null),
    end_time: isStopped ? isoSecondsOrNull(captioned.at(-1)?.end ?? null) : null,
    duration: Math.floor(duration / 1000),
    configuration,
    url: `https://video.twilio.com/v1/Rooms/${room.sid}/Transcriptions/${ttid}`,
  }
}

/** The periods in which a participant was in the room, in order and without overlaps. */
function attended(room: Room, until: number): { readonly from: number; readonly to: number }[] {
  const spans = [...room.participants.values()]
    .map(({ startedAt, endedAt }) => ({ from: startedAt, to: endedAt ?? until }))
    .sort((one, other) => one.from - other.from)
  return spans.reduce<{ from: number; to: number }[]>((merged, span) => {
    const last = merged.at(-1)
    if (last === undefined || span.from > last.to) merged.push({ ...span })
    else last.to = Math.max(last.to, span.to)
    return merged
  }, [])
}
