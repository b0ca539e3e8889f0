import type { Cloud } from '../../cloud/cloud.ts'
import type { MediaStream } from '../model.ts'
import { streamStarted } from '../stream-life.ts'

/** Connects streams to where they go, and sends what is heard. */
export interface MediaSender {
  readonly start: (stream: MediaStream) => void
  readonly stop: (stream: MediaStream) => void
  readonly clear: () => void
}

/** Sends nothing to anybody. */
export const silent: MediaSender = { start: () => undefined, stop: () => undefined, clear: () => undefined }

/** One sender for all streams of a cloud. */
export function createMediaSender(cloud: Cloud): MediaSender {
  return { ...silent, start: (stream) => streamStarted(cloud, stream) }
}
