import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { z } from 'zod'
import type { DeadLetters } from '../../src/engine/dead-letters.ts'
import type { Erase } from '../../src/engine/erasure/erase.ts'
import type { TimelineEntry } from '../../src/engine/timeline.ts'
import type { Timelines } from '../../src/engine/timelines.ts'
import { feature, viewOf } from '../../src/features/video-escalation/contract.ts'
import type { Log } from '../../src/log.ts'
import type { History } from '../../src/projections/history.ts'
import { commandGiven } from '../api/command-given.ts'
import { type AgentEnv, mostStreams } from '../api/flex-user.ts'
import { invalid } from '../api/invalid.ts'
import { supervisorOnly, supervisorOrRefuse } from '../api/supervisor-only.ts'
import { conversationOrRefuse, type Escalations } from '../escalations.ts'
import type { Streams } from '../event-stream.ts'
import { jsonLines } from '../json-lines.ts'
import { Refused } from '../problem.ts'
import type { Board } from './board.ts'
import { erasure } from './erasure.ts'
import { followBoard, wholeBoard } from './follow-board.ts'
import { supervisorPageUrl } from './page-url.ts'
import { queuesCookie } from './queues-cookie.ts'
import { entriesIn } from './span.ts'

export type SupervisorApiDeps = {
  readonly escalations: Escalations
  readonly timelines: Timelines
  readonly streams: Streams
  readonly publicUrl: string
  readonly linkSecrets: readonly string[]
  readonly log: Log
  readonly supervisor: {
    readonly board: Board
    readonly deadLetters: DeadLetters
    readonly erase: Erase
    readonly numbers: History
    readonly mayJoin: boolean
  }
}

/** Why a supervisor ends a video. A closed list, because it is stored where free text must not be. */
export const endReasons = ['customer-asked', 'agent-asked', 'technical', 'abuse', 'stuck', 'other'] as const
export type EndReason = (typeof endReasons)[number]

const end = z.strictObject({ because: z.enum(endReasons) })
const deadLetters = z.strictObject({ queue: z.string().max(100), id: z.string().max(300) })
const nothing = z.strictObject({})
const days = z.object({ days: z.enum(['1', '7', '30', '90']).default('1').transform(Number) })

/** Unix time in milliseconds. */
const time = z
  .string()
  .regex(/^\d{1,15}$/, 'must be Unix time in milliseconds')
  .transform(Number)
const span = z.object({ since: time, until: time.optional() })
const unknown = () => new Refused(404, 'unknown-escalation', 'There is no such escalation.')

/** Far more than anybody reads; the queue page has all of them. */
const mostDeadLetters = 200

/** Routes of the supervisor's page. All of them need a Flex token with the role supervisor or admin. */
export function supervisorApi(deps: SupervisorApiDeps) {
  const { escalations, timelines, streams, supervisor } = deps
  const { board, deadLetters: jobs, numbers, mayJoin } = supervisor
  return (
    new Hono<AgentEnv>()
      .use(supervisorOnly())
      .get('/me', (c) => c.json({ workerSid: c.get('agent').workerSid }))
      // Not for an `EventSource`, which could not send the Flex token: the page reads the stream of a fetch.
      .get('/board/events', (c) => {
        const { again, expiresAt } = c.get('session')
        const check = async () => supervisorOrRefuse(await again())
        return followBoard(c, board, streams, { holder: c.get('agent').workerSid, most: mostStreams, expiresAt, check })
      })
      .get('/board', compress(), async (c) => {
        c.header('Cache-Control', 'no-store')
        return c.json(await wholeBoard(board))
      })
      .get('/escalations/:id/timeline', (c) => {
        const id = c.req.param('id')
        const key = conversationOrRefuse(id)
        c.header('Content-Disposition', `attachment; filename="${id}.jsonl"`)
        return jsonLines(c, about(id, timelines.of({ feature, key })))
      })
      .get('/timeline', zValidator('query', span, invalid), (c) => {
        const { since, until } = c.req.valid('query')
        c.header('Content-Disposition', 'attachment; filename="timeline.jsonl"')
        return jsonLines(c, entriesIn(timelines, { since, until: until ?? Date.now() }))
      })
      .post('/escalations/:id/end', zValidator('json', end, invalid), async (c) => {
        const id = c.req.param('id')
        const key = conversationOrRefuse(id)
        const { video } = await escalations.ofConversation(key)
        if (video.phase === 'idle' || video.id !== id) throw unknown()
        if (video.phase === 'ended') throw new Refused(409, 'ended', 'This video has already ended.')
        const command = { type: 'video.end', reason: c.req.valid('json').because } as const
        const fact = { ...commandGiven(key, c.get('agent').workerSid, command), override: true }
        const state = await escalations.decide(fact)
        return c.json(viewOf(state), 202)
      })
      .post('/escalations/:id/join', zValidator('json', nothing, invalid), async (c) => {
        const id = c.req.param('id')
        if (!mayJoin) throw new Refused(403, 'joining-off', 'Supervisors cannot join calls here.')
        const { video } = await escalations.ofConversation(conversationOrRefuse(id))
        if (video.phase === 'idle' || video.id !== id) throw unknown()
        if (video.phase === 'ended' || video.phase === 'ending')
          throw new Refused(409, 'ended', 'This video has already ended.')
        return c.json({ url: supervisorPageUrl({ escalationId: id, workerSid: c.get('agent').workerSid }, deps) }, 201)
      })
      .route('/conversations', erasure(deps))
      .route('/queues-pass', queuesCookie(deps))
      .get('/failures', async (c) =>
        c.json({ ...(await jobs.list(mostDeadLetters)), gaveUp: await numbers.failures() }),
      )
      .post('/failures/retry', zValidator('json', deadLetters, invalid), async (c) => {
        const { queue, id } = c.req.valid('json')
        if (!(await jobs.retry(queue, id)))
          throw new Refused(404, 'not-a-dead-letter', 'This job is not waiting here any more.')
        return c.json({ retried: true }, 202)
      })
      .get('/numbers', zValidator('query', days, invalid), async (c) => {
        const wanted = c.req.valid('query').days
        return c.json(await numbers.read(wanted, Date.now()))
      })
  )
}

/**
 * Keeps the entries of one escalation: a conversation has one timeline for all. Entries without an escalation lie
 * between two of them.
 */
async function* about(id: string, entries: AsyncIterable<TimelineEntry>): AsyncIterable<TimelineEntry> {
  for await (const entry of entries) {
    if (entry.after?.['id'] === id || entry.before?.['id'] === id) yield entry
  }
}
