import type { Fact } from '../src/core/facts.ts'
import type { Act } from '../src/engine/act.ts'
import type { Store } from '../src/engine/store.ts'
import {
  feature,
  initial,
  refusalStatus,
  type State,
  state as schema,
} from '../src/features/conversation-transfer/contract.ts'
import { withinReason } from './deeds.ts'
import { refusedBy } from './problem.ts'
import { createStateReader } from './read-state.ts'

/** Access to transfers for the routes: they read records and report facts. */
export type Transfers = {
  ofConversation(conversationSid: string): Promise<State>
  /** Decides at once. @throws Refused if the decision is a refusal */
  decide(fact: Fact): Promise<State>
}

export function createTransfers(store: Store, freely: Act, isReady: () => boolean): Transfers {
  const act = withinReason(freely)
  return {
    ofConversation: createStateReader(store, isReady, { feature, schema, initial }),
    async decide(fact) {
      const { state, refusal } = await act(fact)
      if (refusal) throw refusedBy(refusal, refusalStatus)
      return schema.parse(state)
    },
  }
}
