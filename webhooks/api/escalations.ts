import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { z } from 'zod'
import type { TimelineEntry } from '../../src/engine/timeline.ts'
import type { Timelines } from '../../src/engine/timelines.ts'
import {
  feature as transferFeature,
  viewFor as viewOfTransfer,
} from '../../src/features/conversation-transfer/contract.ts'
import {
  type EscalationView,
  hasAssignment,
  hasHandedOver,
  releaseOf,
  type State,
  feature as videoFeature,
  viewFor,
} from '../../src/features/video-escalation/contract.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import { conversationOrRefuse, type Escalations } from '../escalations.ts'
import { agentPageUrl } from '../join/agent.ts'
import type { JoinDeps } from '../join/deps.ts'
import { mintedSeat } from '../join/minted-seat.ts'
import { openRoom } from '../join/open-room.ts'
import { agentVisitor } from '../join/visitor.ts'
import { jsonLines } from '../json-lines.ts'
import { followState } from '../live-state.ts'
import { Refused } from '../problem.ts'
import type { Transfers } from '../transfers.ts'
import { commandGiven } from './command-given.ts'
import { type Agent, type AgentEnv, mostStreams } from './flex-user.ts'
import { invalid } from './invalid.ts'
import { ownAssignment } from './own-assignment.ts'
import { endOfPart, upTo, withoutOthersAfter } from './own-part.ts'
import { maySeeTransfer } from './transfers.ts'

export type EscalationApiDeps = Pick<JoinDeps, 'seat' | 'publicUrl' | 'linkSecrets' | 'streams'> & {
  readonly escalations: Escalations
  readonly transfers: Transfers | undefined
  readonly twilio: Pick<Twilio, 'findTask' | 'assignmentOf'>
  readonly timelines: Timelines
}

/** An agent's capacity is far smaller. */
const mostFollowed = 20

const taskSid = z.string().regex(/^WT[0-9a-f]{32}$/, 'must be WT and 32 hex digits')
const start = z.strictObject({ taskSid, record: z.boolean().optional() })
const conversation = z.string().regex(/^CH[0-9a-f]{32}$/, 'must be CH and 32 hex digits')
const conversations = z.object({
  conversation: z.union([conversation.transform((one) => [one]), z.array(conversation).max(mostFollowed)]),
})
const resend = z.strictObject({ newLink: z.boolean().default(false) })

/** The agent's commands and queries. Every answer is the escalation as the server sees it. */
export function escalationApi(deps: EscalationApiDeps) {
  const { escalations, timelines, twilio, seat } = deps
  return (
    new Hono<AgentEnv>()
      .post('/', zValidator('json', start, invalid), async (c) => {
        const { workerSid } = c.get('agent')
        const { taskSid, record } = c.req.valid('json')
        const { key, assignment } = await ownAssignment(taskSid, workerSid, { escalations, twilio })
        const state = await escalations.decide({
          ...commandGiven(key, workerSid, { type: 'video.start', ...(record !== undefined && { record }) }),
          ...(assignment && { assignment }),
        })
        return c.json(viewOrRefuse(state, workerSid), 202)
      })
      .get('/', zValidator('query', z.object({ taskSid }), invalid), async (c) => {
        const found = await escalations.ofTask(c.req.valid('query').taskSid)
        if (!found) throw new Refused(404, 'unknown-escalation', 'There is no video on this task.')
        return c.json(viewForAgent(c.get('agent'), found.state))
      })
      // Not for an `EventSource`, which could not send the Flex token: the plugin reads the stream of a fetch.
      .get('/events', zValidator('query', conversations, invalid), (c) => {
        let agent = c.get('agent')
        const { again, expiresAt } = c.get('session')
        const check = async () => {
          agent = await again()
        }
        const keys = c.req.valid('query').conversation
        const read = () => followed(agent, keys)
        const right = { holder: agent.workerSid, most: mostStreams, expiresAt, check }
        return followState(c, deps.streams, { keys, features: [videoFeature, transferFeature], read, right })
      })
      // The same once, for a plugin whose stream delivers nothing: a proxy may hold it back.
      .get('/state', zValidator('query', conversations, invalid), async (c) => {
        c.header('Cache-Control', 'no-store')
        return c.json(await followed(c.get('agent'), c.req.valid('query').conversation))
      })
      .get('/:id', async (c) => {
        const state = await current(c.req.param('id'))
        return c.json(viewForAgent(c.get('agent'), state))
      })
      .get('/:id/timeline', async (c) => {
        const id = c.req.param('id')
        const state = await current(id)
        viewForAgent(c.get('agent'), state)
        const entries = () => timelines.of({ feature: videoFeature, key: conversationOrRefuse(id) })
        return jsonLines(c, readableBy(c.get('agent'), state, entries))
      })
      .post('/:id/end', async (c) => {
        const state = await current(c.req.param('id'))
        const { workerSid, isSupervisor } = allowed(c.get('agent'), state)
        if (state.video.phase === 'ended') return c.json(viewOrRefuse(state, workerSid))
        const key = conversationOrRefuse(c.req.param('id'))
        const fact = { ...commandGiven(key, workerSid, { type: 'video.end' }), override: isSupervisor }
        return c.json(viewOrRefuse(await escalations.decide(fact), workerSid), 202)
      })
      .post('/:id/resend', zValidator('json', resend, invalid), async (c) => {
        const { workerSid } = allowed(c.get('agent'), await current(c.req.param('id')))
        const command = { type: c.req.valid('json').newLink ? 'video.renew' : 'video.resend' } as const
        const key = conversationOrRefuse(c.req.param('id'))
        const state = await escalations.decide(commandGiven(key, workerSid, command))
        return c.json(viewOrRefuse(state, workerSid), 202)
      })
      .post('/:id/revoke', async (c) => {
        const { workerSid, isSupervisor } = allowed(c.get('agent'), await current(c.req.param('id')))
        const key = conversationOrRefuse(c.req.param('id'))
        const fact = { ...commandGiven(key, workerSid, { type: 'video.revoke' }), override: isSupervisor }
        return c.json(viewOrRefuse(await escalations.decide(fact), workerSid), 202)
      })
      .post('/:id/seat', async (c) => {
        const id = c.req.param('id')
        const state = await current(id)
        const { workerSid } = allowed(c.get('agent'), state, false)
        const agent = agentVisitor(id, workerSid)
        const { roomSid } = await openRoom(escalations, agent, { device: '', takesOver: false, consents: true })
        c.header('Cache-Control', 'no-store')
        return c.json({
          ...mintedSeat({ roomSid, identity: agent.identity }, seat),
          pageUrl: agentPageUrl(agent, deps),
        })
      })
  )

  async function followed(agent: Agent, keys: readonly string[]) {
    return {
      escalations: await Promise.all(keys.map((key) => follow(agent, key))),
      transfers: await Promise.all(keys.map((key) => followTransfer(agent, key))),
    }
  }

  /** What the agent may see of one conversation: nothing without a current or past part in it. */
  async function follow(agent: Agent, conversationSid: string) {
    const state = await escalations.ofConversation(conversationSid)
    return { conversationSid, escalation: maySee(agent, state) ? (viewFor(state, agent.workerSid) ?? null) : null }
  }

  async function followTransfer(agent: Agent, conversationSid: string) {
    const state = await deps.transfers?.ofConversation(conversationSid)
    return {
      conversationSid,
      transfer: state && maySeeTransfer(agent, state) ? (viewOfTransfer(state, agent) ?? null) : null,
    }
  }

  /** The escalation of this id, if it is the conversation's current one. */
  async function current(id: string): Promise<State> {
    const state = await escalations.ofConversation(conversationOrRefuse(id))
    if (state.video.phase === 'idle' || state.video.id !== id)
      throw new Refused(404, 'unknown-escalation', 'There is no such escalation.')
    return state
  }
}

/** Admits agents of the conversation, and supervisors where they may override. */
function allowed(agent: Agent, state: State, mayOverride = true): Agent {
  const isAgents = state.assignments.some((assignment) => assignment.workerSid === agent.workerSid)
  if (isAgents || (mayOverride && agent.isSupervisor)) return agent
  if (hasHandedOver(state, agent.workerSid)) throw new Refused(403, 'handed-over', 'You handed this conversation over.')
  throw new Refused(403, 'not-your-task', 'This task is not assigned to you.')
}

/** Tells whether an agent may see the escalation: a past part suffices. */
const maySee = (agent: Agent, state: State): boolean =>
  agent.isSupervisor ||
  state.assignments.some((assignment) => assignment.workerSid === agent.workerSid) ||
  (state.video.phase !== 'idle' && state.video.workerSid === agent.workerSid) ||
  hasHandedOver(state, agent.workerSid)

/** All entries for supervisors and serving agents; for others, those up to the end of their part. */
function readableBy({ workerSid, isSupervisor }: Agent, state: State, entries: () => AsyncIterable<TimelineEntry>) {
  if (isSupervisor || hasAssignment(state, workerSid) || state.video.phase === 'idle') return entries()
  const release = hasHandedOver(state, workerSid) && releaseOf(state.video.released, workerSid)
  if (release) return upTo(entries, endOfPart(release.taskSid))
  return withoutOthersAfter(entries, endOfPart(state.video.taskSid))
}

function viewForAgent(agent: Agent, state: State): EscalationView {
  if (maySee(agent, state)) return viewOrRefuse(state, agent.workerSid)
  throw new Refused(403, 'not-your-task', 'This task is not assigned to you.')
}

function viewOrRefuse(state: State, workerSid: string): EscalationView {
  const view = viewFor(state, workerSid)
  if (!view) throw new Refused(404, 'unknown-escalation', 'There is no video in this conversation.')
  return view
}
