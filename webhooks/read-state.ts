import type { z } from 'zod'
import { away, within } from '../src/engine/accept.ts'
import type { Store } from '../src/engine/store.ts'

type Read = <T>(work: () => Promise<T>) => Promise<T>
type OfFeature<S> = { readonly feature: string; readonly schema: z.ZodType<S>; readonly initial: S }

/** Callers of a route wait for the answer (ms). */
const patienceMs = 1_500

/** Runs reads of Redis for routes. @throws StoreTrouble at once if Redis is away, or if it does not answer in time */
export const impatiently =
  (isReady: () => boolean): Read =>
  (work) =>
    isReady() ? within(patienceMs, work()) : Promise.reject(away())

/** Reads the state of a feature's record; the initial one where there is no record. @throws as `impatiently` does */
export function createStateReader<S>(
  store: Pick<Store, 'load'>,
  isReady: () => boolean,
  { feature, schema, initial }: OfFeature<S>,
): (key: string) => Promise<S> {
  const read = impatiently(isReady)
  return async (key) => {
    const saved = await read(() => store.load({ feature, key }))
    return saved ? schema.parse(saved.state) : initial
  }
}
