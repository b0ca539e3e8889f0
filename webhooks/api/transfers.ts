import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { z } from 'zod'
import type { InteractionParticipant, TransferCommand } from '../../src/core/commands.ts'
import type { TimelineEntry } from '../../src/engine/timeline.ts'
import type { Timelines } from '../../src/engine/timelines.ts'
import {
  conversationOf,
  feature,
  isServing,
  participantsOf,
  type State,
  type TransferView,
  viewFor,
} from '../../src/features/conversation-transfer/contract.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import { jsonLines } from '../json-lines.ts'
import { Refused } from '../problem.ts'
import type { Transfers } from '../transfers.ts'
import { commandGiven } from './command-given.ts'
import { customerNameIn } from './customer-name.ts'
import type { Agent, AgentEnv } from './flex-user.ts'
import { invalid } from './invalid.ts'
import { type OwnChannel, ownChannel } from './own-channel.ts'
import { endOfPart, upTo } from './own-part.ts'
import { chosen } from './transfer-target.ts'

type Calls = 'readTask' | 'assignmentOf' | 'interactionParticipants' | 'worker' | 'queue' | 'queues' | 'targets'
export type TransferApiDeps = {
  /** Undefined: this contact centre transfers in another way. */
  readonly transfers: Transfers | undefined
  readonly twilio: Pick<Twilio, Calls>
  /** Whether a second agent can join while the first agent stays. */
  readonly hasWarm: boolean
  readonly timelines: Timelines
}

const sid = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), `must be ${prefix} and 32 hex digits`)
const taskSid = sid('WT')
/** Longer than any note and any name. The feature decides what is too long, with a message for the agent. */
const longestText = 5_000
const start = z.strictObject({
  taskSid,
  target: z.union([
    z.strictObject({ worker: sid('WK') }),
    z.strictObject({ queue: sid('WQ') }),
    /**
     * As an agent types it: Flex sends `/transfer <name> -- <note>` here and not to the chat, where the customer would
     * read it.
     */
    z.strictObject({ name: z.string().trim().min(1).max(longestText) }),
  ]),
  mode: z.enum(['cold', 'warm']),
  /** For the next agent to read. With it, `name` is a name only. */
  note: z.string().trim().max(longestText).optional(),
})
const onTask = z.strictObject({ taskSid })
const removal = z.strictObject({ taskSid, participantSid: sid('UT') })

/** The agent's commands and queries about who serves a conversation. Asks Twilio each time: nothing is assumed. */
export function transferApi(deps: TransferApiDeps) {
  const { twilio, timelines } = deps
  return (
    new Hono<AgentEnv>()
      .post('/', zValidator('json', start, invalid), async (c) => {
        const transfers = on()
        const { workerSid } = c.get('agent')
        const { taskSid, target, mode, note } = c.req.valid('json')
        const own = await ownChannel(taskSid, workerSid, twilio)
        const [found, participants] = await Promise.all([
          chosen(target, note, twilio),
          twilio.interactionParticipants(own.channel),
        ])
        const workerSids = participants.flatMap((each) => each.workerSid ?? [])
        const start = given(own, workerSid, { type: 'transfer.start', mode, ...found, workerSids })
        return c.json(viewOrRefuse(await transfers.decide(start), c.get('agent')), 202)
      })
      .get('/', zValidator('query', onTask, invalid), async (c) => {
        const state = await ofTask(c.req.valid('query').taskSid)
        return c.json(viewOrRefuse(seenBy(c.get('agent'), state), c.get('agent')))
      })
      // For a desktop's list of targets. Flex knows the agents, and whether they are free.
      .get('/targets', async (c) => {
        on()
        const queues = (await twilio.queues()).filter(({ isAvailable }) => isAvailable)
        return c.json({ hasWarm: deps.hasWarm, queues: queues.map(({ sid, name }) => ({ sid, name })) })
      })
      .get('/participants', zValidator('query', onTask, invalid), async (c) => {
        on()
        return c.json(
          await participants(await ownChannel(c.req.valid('query').taskSid, c.get('agent').workerSid, twilio)),
        )
      })
      .post('/participants/remove', zValidator('json', removal, invalid), async (c) => {
        const transfers = on()
        const { workerSid } = c.get('agent')
        const { taskSid, participantSid } = c.req.valid('json')
        const own = await ownChannel(taskSid, workerSid, twilio)
        const present = await twilio.interactionParticipants(own.channel, (seen) =>
          seen.some((each) => each.participantSid === participantSid),
        )
        const command = { type: 'participant.remove' as const, participantSid, participants: [...present] }
        await transfers.decide(given(own, workerSid, command))
        return c.json(await participants(own), 202)
      })
      .post('/leave', zValidator('json', onTask, invalid), async (c) => {
        const transfers = on()
        const { workerSid } = c.get('agent')
        const own = await ownChannel(c.req.valid('json').taskSid, workerSid, twilio)
        const isSelf = (each: InteractionParticipant) =>
          each.taskSid === own.assignment.taskSid || each.workerSid === workerSid
        const leave = (participants: readonly InteractionParticipant[]) =>
          transfers.decide(given(own, workerSid, { type: 'conversation.leave', participants: [...participants] }))
        const participants = await twilio.interactionParticipants(own.channel, (seen) => seen.some(isSelf))
        const state = await leave(participants).catch(async (problem: unknown) => {
          if (!(problem instanceof Refused && problem.problem.code === 'last-agent')) throw problem
          // An agent who has just joined may be missing from the list. Being alone is believed only after a few reads.
          const isOther = (each: InteractionParticipant) => each.kind === 'agent' && !isSelf(each)
          return leave(await twilio.interactionParticipants(own.channel, (seen) => seen.some(isOther)))
        })
        return c.json({ left: true, closed: state.isClosed } as const, 202)
      })
      .get('/:id', async (c) => {
        const state = seenBy(c.get('agent'), await current(c.req.param('id')))
        return c.json(viewOrRefuse(state, c.get('agent')))
      })
      .get('/:id/timeline', async (c) => {
        const id = c.req.param('id')
        const agent = c.get('agent')
        const state = seenBy(agent, await current(id))
        const entries = () => timelines.of({ feature, key: conversationOf(id) ?? '' })
        return jsonLines(c, readableBy(agent, state, entries))
      })
      .post('/:id/cancel', async (c) => {
        const transfers = on()
        const { workerSid } = c.get('agent')
        const id = c.req.param('id')
        seenBy(c.get('agent'), await current(id))
        const state = await transfers.decide(
          commandGiven(conversationOf(id) ?? '', workerSid, { type: 'transfer.cancel' }),
        )
        return c.json(viewOrRefuse(state, c.get('agent')), 202)
      })
  )

  /** @throws Refused 422 if transfers are switched off */
  function on(): Transfers {
    if (deps.transfers) return deps.transfers
    throw new Refused(422, 'transfers-off', 'Transfers are switched off here.')
  }

  async function ofTask(taskSid: string): Promise<State> {
    const task = await twilio.readTask(taskSid)
    if (!task) throw new Refused(404, 'unknown-task', 'There is no such task.')
    if (!task.conversationSid) throw new Refused(422, 'no-conversation', 'This task has no conversation.')
    return on().ofConversation(task.conversationSid)
  }

  /** Returns the state of this transfer, if it is the conversation's current one. */
  async function current(id: string): Promise<State> {
    const key = conversationOf(id)
    const state = key && (await on().ofConversation(key))
    if (state && state.transfer.phase !== 'idle' && state.transfer.id === id) return state
    throw new Refused(404, 'unknown-transfer', 'There is no such transfer.')
  }

  async function participants({ key, assignment, channel }: OwnChannel) {
    const [state, participants, task] = await Promise.all([
      on().ofConversation(key),
      twilio.interactionParticipants(channel),
      twilio.readTask(assignment.taskSid),
    ])
    const sids = [...new Set(participants.flatMap(({ workerSid }) => (workerSid ? [workerSid] : [])))]
    const workers = await Promise.all(sids.map((each) => twilio.worker(each)))
    const names = new Map(workers.flatMap((each) => (each ? [[each.sid, each.name] as const] : [])))
    return participantsOf(state, assignment, {
      participants,
      names,
      customerName: customerNameIn(task?.attributes ?? '{}'),
    })
  }
}

const given = ({ key, assignment }: OwnChannel, workerSid: string, command: TransferCommand) => ({
  ...commandGiven(key, workerSid, command),
  assignment,
})

/** Admits agents of the conversation, the agent who requested the transfer, and supervisors. */
export const maySeeTransfer = (agent: Agent, { assignments, transfer }: State): boolean =>
  agent.isSupervisor ||
  assignments.some((assignment) => assignment.workerSid === agent.workerSid) ||
  (transfer.phase !== 'idle' && transfer.from.workerSid === agent.workerSid)

/**
 * All entries for supervisors and serving agents; for the requesting agent who has left, those up to the end of their
 * part.
 */
function readableBy({ workerSid, isSupervisor }: Agent, state: State, entries: () => AsyncIterable<TimelineEntry>) {
  if (isSupervisor || isServing(state, workerSid) || state.transfer.phase === 'idle') return entries()
  return upTo(entries, endOfPart(state.transfer.from.taskSid))
}

function seenBy(agent: Agent, state: State): State {
  if (maySeeTransfer(agent, state)) return state
  throw new Refused(403, 'not-your-task', 'This task is not assigned to you.')
}

function viewOrRefuse(state: State, agent: Agent): TransferView {
  const view = viewFor(state, agent)
  if (!view) throw new Refused(404, 'unknown-transfer', 'There is no transfer in this conversation.')
  return view
}
