import { KeyRefused, Permanent, Retryable, StoreTrouble } from '../core/errors.ts'
import type { Event, Failed, Registered } from '../core/feature.ts'
import { traced } from '../telemetry/trace-context.ts'
import { type HandleDeps, handle } from './handle.ts'
import type { Patiently } from './patience.ts'
import { hasSeen } from './seen.ts'
import type { Pending } from './store.ts'

export type Run = Pending & {
  readonly key: string
  /** An earlier run may have called Twilio for this effect, so a job that is not idempotent must check first. */
  readonly isRepeat: boolean
  readonly isLast: boolean
}

/** `patiently` waits for the store, because attempts count Twilio's failures only. */
export type PerformDeps = HandleDeps & { readonly patiently: Patiently }

/**
 * Performs one effect, and decides its outcome before the job counts as done. If the worker dies in between, another
 * one performs the effect again and reports the outcome under the same id.
 *
 * @throws Permanent when the job itself is broken, after its failure was recorded; after every other error a repeat is
 * safe
 */
export const perform = (feature: Registered, run: Run, deps: PerformDeps): Promise<void> =>
  traced({ id: run.trace, cause: run.effectId }, () => performed(feature, run, deps))

async function performed(feature: Registered, run: Run, deps: PerformDeps): Promise<void> {
  const record = { feature: feature.name, key: run.key }
  const { effectId, effect } = run
  // The job may come back after its outcome was saved: a stalled lock, or the sweep handing over twice.
  const seen = async () => (await deps.store.load(record))?.seen ?? []
  if (run.isRepeat && hasSeen(await deps.patiently(seen), effectId)) return
  const head = () => ({ id: effectId, key: run.key, at: Date.now() })
  let outcome: Event
  try {
    outcome = { ...(await feature.perform(effect, run)), ...head() }
    deps.note({ ...record, type: effect.type, id: effectId, trace: run.trace }, 'performed')
  } catch (problem) {
    const isPatient = problem instanceof StoreTrouble || problem instanceof KeyRefused
    if (isPatient || (problem instanceof Retryable && !run.isLast)) throw problem
    const reason = problem instanceof Error ? problem.message : String(problem)
    deps.note({ ...record, type: effect.type, id: effectId, trace: run.trace, err: problem }, 'failed for good')
    const about = { effect: effect.type, request: effect, reason, code: codeOf(problem) }
    const failed: Failed = { ...head(), type: 'effect.failed', ...about }
    await deps.patiently(() => handle(feature, failed, deps))
    if (problem instanceof Retryable || problem instanceof Permanent) return
    throw new Permanent(`${effect.type} is broken. ${reason}`, { cause: problem })
  }
  await deps.patiently(() => handle(feature, outcome, deps))
}

const codeOf = (problem: unknown) => (problem instanceof Permanent ? problem.code : undefined)
