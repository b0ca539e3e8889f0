import type { Fact } from '../src/core/facts.ts'
import type { Refusal } from '../src/core/feature.ts'
import { away, within } from '../src/engine/accept.ts'
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
import { Refused } from './problem.ts'

/** Access to transfers for the routes: they read records and report facts. */
export type Transfers = {
  ofConversation(conversationSid: string): Promise<State>
  /** Decides at once. @throws Refused if the decision is a refusal */
  decide(fact: Fact): Promise<State>
}

const refused = ({ code, message, retryable, ...data }: Refusal) =>
  new Refused(refusalStatus[code] ?? 409, code, message, retryable, data)

export function createTransfers(store: Store, freely: Act, isReady: () => boolean): Transfers {
  const act = withinReason(freely)
  return {
    async ofConversation(key) {
      if (!isReady()) throw away()
      const saved = await within(1_500, store.load({ feature, key }))
      return saved ? schema.parse(saved.state) : initial
    },
    async decide(fact) {
      const { state, refusal } = await act(fact)
      if (refusal) throw refused(refusal)
      return schema.parse(state)
    },
  }
}
