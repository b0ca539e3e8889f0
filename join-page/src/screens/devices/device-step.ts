import type { Step } from '../../../../webhooks/join/page-state.ts'
import type { Kind, Source } from '../../media/model.ts'
import { networkBlocked } from '../../network/blocked.ts'

export type DeviceStep = { readonly step: Extract<Step, 'asking' | 'blocked' | 'choosing'>; readonly detail?: string }

/**
 * The readiness step for the choice of devices. It tells an agent who helps whether a prompt is open, and what is in
 * the way.
 */
export function deviceStep(camera: Source, microphone: Source, isNetworkBlocked = false): DeviceStep {
  const sources: readonly (readonly [Kind, Source])[] = [
    ['microphone', microphone],
    ['camera', camera],
  ]
  if (sources.some(([, { is }]) => is === 'asking')) return { step: 'asking' }
  const failed = sources.flatMap(([kind, source]) => (source.is === 'failed' ? [`${kind}:${source.why}`] : []))
  if (failed.length > 0) return { step: 'blocked', detail: failed.join(' ') }
  return isNetworkBlocked ? { step: 'choosing', detail: networkBlocked } : { step: 'choosing' }
}
