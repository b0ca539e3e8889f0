import type { Fact } from '../src/core/facts.ts'
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
import { Refused, refusedBy } from './problem.ts'
import { createStateReader, impatiently } from './read-state.ts'

/** Access to escalations for the routes: they read records and report facts. */
export type Escalations = {
  ofConversation(conversationSid: string): Promise<State>
  ofTask(taskSid: string): Promise<{ readonly key: string; readonly state: State } | undefined>
  /** Decides at once. @throws Refused if the decision is a refusal */
  decide(fact: Fact): Promise<State>
}

export function createEscalations(store: Store, freely: Act, isReady: () => boolean): Escalations {
  const act = withinReason(freely)
  const read = impatiently(isReady)
  const ofConversation = createStateReader(store, isReady, { feature, schema, initial })
  return {
    ofConversation,
    async ofTask(taskSid) {
      const key = await read(() => store.find(feature, taskSid))
      return key ? { key, state: await ofConversation(key) } : undefined
    },
    async decide(fact) {
      const { state, refusal } = await act(fact)
      if (refusal) throw refusedBy(refusal, refusalStatus)
      return schema.parse(state)
    },
  }
}

/** Returns the conversation of an escalation's id. @throws Refused 404 if the id is not one of ours */
export function conversationOrRefuse(escalationId: string): string {
  const key = conversationOf(escalationId)
  if (!key) throw new Refused(404, 'unknown-escalation', 'There is no such escalation.')
  return key
}
