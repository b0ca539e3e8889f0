import type { Fact } from '../src/core/facts.ts'
import type { Refusal } from '../src/core/feature.ts'
import { away, within } from '../src/engine/accept.ts'
import type { Act } from '../src/engine/act.ts'
import type { Store } from '../src/engine/store.ts'
import {
  conversationOf,
  feature,
  initial,
  refusalStatus,
  type State,
  state as schema,
} from '../src/features/video-escalation/contract.ts'
import { withinReason } from './deeds.ts'
import { Refused } from './problem.ts'

/** Access to escalations for the routes: they read records and report facts. */
export type Escalations = {
  ofConversation(conversationSid: string): Promise<State>
  ofTask(taskSid: string): Promise<{ readonly key: string; readonly state: State } | undefined>
  /** Decides at once. @throws Refused if the decision is a refusal */
  decide(fact: Fact): Promise<State>
}

export function createEscalations(store: Store, freely: Act, isReady: () => boolean): Escalations {
  const act = withinReason(freely)
  const read = <T>(work: () => Promise<T>): Promise<T> => (isReady() ? within(1_500, work()) : Promise.reject(away()))
  const ofConversation = async (key: string) => {
    const saved = await read(() => store.load({ feature, key }))
    return saved ? schema.parse(saved.state) : initial
  }
  return {
    ofConversation,
    async ofTask(taskSid) {
      const key = await read(() => store.find(feature, taskSid))
      return key ? { key, state: await ofConversation(key) } : undefined
    },
    async decide(fact) {
      const { state, refusal } = await act(fact)
      if (refusal) throw refused(refusal)
      return schema.parse(state)
    },
  }
}

const refused = ({ code, message, retryable, ...data }: Refusal) =>
  new Refused(refusalStatus[code] ?? 409, code, message, retryable, data)

/** Returns the conversation of an escalation's id. @throws Refused 404 if the id is not one of ours */
export function conversationOrRefuse(escalationId: string): string {
  const key = conversationOf(escalationId)
  if (!key) throw new Refused(404, 'unknown-escalation', 'There is no such escalation.')
  return key
}
