import type { Fact } from '../src/core/facts.ts'
import type { Registered } from '../src/core/feature.ts'
import type { Act } from '../src/engine/act.ts'
import type { Store } from '../src/engine/store.ts'
import { feature, initial, type State, state as schema } from '../src/features/media-streams/contract.ts'
import { withinReason } from './deeds.ts'
import { createStateReader } from './read-state.ts'

/** Access to calls for the routes: they read records and report facts. */
export type Calls = {
  ofTask(taskSid: string): Promise<State>
  /** Decides at once. A call that is not to be streamed gets no record. */
  decide(fact: Fact): Promise<State>
}

type Deps = {
  readonly store: Store
  readonly eventFrom: Registered['eventFrom']
  readonly act: Act
  readonly isReady: () => boolean
}

export function createCalls({ store, eventFrom, act, isReady }: Deps): Calls {
  const acts = withinReason(act)
  const ofTask = createStateReader(store, isReady, { feature, schema, initial })
  return {
    ofTask,
    async decide(fact) {
      if (!eventFrom(fact)) return ofTask(fact.key)
      const { state } = await acts(fact)
      return state === undefined ? initial : schema.parse(state)
    },
  }
}
