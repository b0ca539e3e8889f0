import { published as transfers } from './conversation-transfer/published.ts'
import { published as streams } from './media-streams/published.ts'
import type { Published } from './publishing.ts'
import { published as videos } from './video-escalation/published.ts'
import { published as requests } from './video-request/published.ts'

/** Of every feature, also of those that are switched off: their timelines may still be read. */
export const published: readonly Published[] = [videos, transfers, streams, requests]
