import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds, isoSecondsOrNull, wholeSeconds } from '../cloud/dates.ts'
import type { Composition } from './model.ts'

const bytesPerSecond = 100_000

/** A composition waits for its room to end, then takes half as long as the room was open. */
export function compositionStatus(
  composition: Composition,
  now: number,
): 'enqueued' | 'processing' | 'completed' | 'deleted' {
  if (composition.deletedAt !== null) return 'deleted'
  const doneAt = completedAt(composition)
  if (doneAt === null) return 'enqueued'
  return now < doneAt ? 'processing' : 'completed'
}

function completedAt({ room, createdAt }: Composition): number | null {
  if (room.endedAt === null) return null
  return Math.max(room.endedAt, createdAt) + (room.endedAt - room.createdAt) / 2
}

/** A composition as the REST API shows it. */
export function compositionBody(cloud: Cloud, composition: Composition) {
  const { sid, room, createdAt, deletedAt } = composition
  const status = compositionStatus(composition, cloud.clock.now())
  const isDone = status === 'completed' || status === 'deleted'
  const seconds = isDone && room.endedAt !== null ? wholeSeconds(room.createdAt, room.endedAt) : 0
  const url = `https://video.twilio.com/v1/Compositions/${sid}`
  return {
    account_sid: cloud.account.accountSid,
    status,
    date_created: isoSeconds(createdAt),
    date_completed: isDone ? isoSecondsOrNull(completedAt(composition)) : null,
    date_deleted: isoSecondsOrNull(deletedAt),
    sid,
    room_sid: room.sid,
    audio_sources: composition.audioSources,
    audio_sources_excluded: composition.audioSourcesExcluded,
    video_layout: composition.videoLayout,
    resolution: composition.resolution,
    trim: composition.trim,
    format: composition.format,
    bitrate: 0,
    size: seconds * bytesPerSecond,
    duration: seconds,
    media_external_location: null,
    status_callback: composition.statusCallback,
    status_callback_method: composition.statusCallbackMethod,
    url,
    links: { media: `${url}/Media` },
  }
}
