import type { Fact } from '../src/core/facts.ts'
import type { Refusal } from '../src/core/feature.ts'
import { away, within } from '../src/engine/accept.ts'
import type { Act } from '../src/engine/act.ts'
import type { Store } from '../src/engine/store.ts'
import { initial, type State, state as schema } from '../src/features/conversation-transfer/model.ts'
import { withinReason } from './deeds.ts'
import { Refused } from './problem.ts'

export const feature = 'conversation-transfer'

/** What the doors know of transfers: they read records, and give facts. */
export type Transfers = {
  ofConversation(conversationSid: string): Promise<State>
  /** Decides at once. @throws Refused when the rules say no */
  decide(fact: Fact): Promise<State>
}

const statusOf: Readonly<Record<string, 403 | 404 | 409 | 422>> = {
  'not-your-task': 403,
  'unknown-target': 404,
  'unknown-transfer': 404,
  'self-target': 422,
  'wrong-channel': 422,
  'warm-off': 422,
  'target-unreachable': 422,
  'note-too-long': 422,
  'note-markup': 422,
  'transfer-pending': 409,
  'already-in-conversation': 409,
  'target-unavailable': 409,
  'transfer-over': 409,
  'last-agent': 409,
  'self-removal': 409,
}

const refused = ({ code, message, retryable, ...data }: Refusal) =>
  new Refused(statusOf[code] ?? 409, code, message, retryable, data)

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
