import type { Registered } from '../../src/core/feature.ts'
import { handle } from '../../src/engine/handle.ts'
import { createMutexes } from '../../src/engine/mutex.ts'
import { type PerformDeps, perform, type Run } from '../../src/engine/perform.ts'
import type { Pending, RecordRef, Store } from '../../src/engine/store.ts'
import { aCounter, type CounterEvent, counted } from './a-counter.ts'
import { createMemoryStore } from './memory-store.ts'

export type Handed = { readonly key: string; readonly ids: readonly string[]; readonly again: boolean }

/** The engine around one counter: a store in memory, and a queue that only notes its jobs. */
export function anEngine(counter: Registered = aCounter(), store: Store = createMemoryStore()) {
  const handed: Handed[] = []
  const traces: string[] = []
  const notes: string[] = []
  let isQueueBroken = false
  const deps: PerformDeps = {
    store,
    mutex: createMutexes(),
    patiently: (work) => work(),
    note: (_, text) => void notes.push(text),
    async handOver({ key }: RecordRef, pending: readonly Pending[], again: boolean) {
      if (isQueueBroken) throw new Error('The process died here')
      handed.push({ key, ids: pending.map(({ effectId }) => effectId), again })
      traces.push(...pending.map(({ trace }) => trace))
    },
  }
  const record = { feature: counter.name, key: 'CH1' }
  const one = { effectId: 'counter-CH1-1-0', effect: { type: 'tell', what: '1.0' }, trace: 'EV1', key: 'CH1' }
  return {
    deps,
    store,
    handed,
    traces,
    notes,
    record,
    breakQueue(isBroken = true): void {
      isQueueBroken = isBroken
    },
    receives: (event: CounterEvent) => handle(counter, event, deps),
    performs: (run: Partial<Run> = {}) => perform(counter, { ...one, isRepeat: false, isLast: false, ...run }, deps),
    async total(key = 'CH1') {
      return counted((await store.load({ ...record, key }))?.state ?? { total: 0, told: [] })
    },
  }
}

/** An event that counts, once in each conversation. */
export const add = (id: string, changes: Partial<Extract<CounterEvent, { type: 'add' }>> = {}) =>
  ({ type: 'add', id, key: 'CH1', at: 1, by: 1, ...changes }) as const
