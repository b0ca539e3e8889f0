import { Hono } from 'hono'
import type { Act } from '../../src/engine/act.ts'
import type { Store } from '../../src/engine/store.ts'
import {
  conversationOf,
  feature,
  initial,
  type State,
  state as schema,
  viewOf,
} from '../../src/features/video-request/contract.ts'
import { withinReason } from '../deeds.ts'
import { Refused } from '../problem.ts'
import { createStateReader } from '../read-state.ts'
import { commandGiven } from './command-given.ts'
import type { AgentEnv } from './flex-user.ts'

/** Access to customers' requests for video. */
export type VideoRequests = {
  ofConversation(conversationSid: string): Promise<State>
  /** @throws Refused if this worker does not serve the customer */
  decline(conversationSid: string, workerSid: string): Promise<State>
}
/** Undefined: requests are not recognised here. */
export type VideoRequestApiDeps = { readonly videoRequests: VideoRequests | undefined }

export function createVideoRequests(store: Store, freely: Act, isReady: () => boolean): VideoRequests {
  const act = withinReason(freely)
  return {
    ofConversation: createStateReader(store, isReady, { feature, schema, initial }),
    async decline(key, workerSid) {
      const { state, refusal } = await act(commandGiven(key, workerSid, { type: 'video-request.decline' }))
      if (refusal) throw new Refused(403, refusal.code, refusal.message, refusal.retryable)
      return schema.parse(state)
    },
  }
}

/** The agent's answer to a customer who asks for video. The other answer is to start a video. */
export function videoRequestApi({ videoRequests }: VideoRequestApiDeps) {
  return new Hono<AgentEnv>().post('/:id/decline', async (c) => {
    const id = c.req.param('id')
    const key = conversationOf(id)
    const known = key === undefined ? undefined : viewOf((await videoRequests?.ofConversation(key)) ?? initial)
    if (!videoRequests || key === undefined || known?.id !== id)
      throw new Refused(404, 'unknown-request', 'There is no such request.')
    const state = await videoRequests.decline(key, c.get('agent').workerSid)
    return c.json(viewOf(state) ?? known, 202)
  })
}
