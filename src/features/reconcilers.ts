import type { Config } from '../config.ts'
import { reconciler as transfers } from './conversation-transfer/reconcile.ts'
import { reconciler as calls } from './media-streams/reconcile.ts'
import type { Reconciler } from './reconciling.ts'
import { reconciler as videos } from './video-escalation/reconcile.ts'

/** Of every feature that compares something with Twilio, also of those that are switched off: their records may be live. */
export const reconcilers = (config: Config): readonly Reconciler[] => [videos, transfers, calls(config.MEDIA_STREAMS)]
