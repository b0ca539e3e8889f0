import { Hono } from 'hono'
import type { Timelines } from '../../src/engine/timelines.ts'
import { feature } from '../../src/features/media-streams/contract.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import type { Calls } from '../calls.ts'
import { jsonLines } from '../json-lines.ts'
import { Refused } from '../problem.ts'
import { beforeTransfer } from './before-transfer.ts'
import type { AgentEnv } from './flex-user.ts'
import { supervisorOnly } from './supervisor-only.ts'

export type StreamApiDeps = {
  readonly timelines: Timelines
  /** Undefined: calls are not streamed here. */
  readonly calls: Calls | undefined
  readonly twilio: Pick<Twilio, 'callAssignmentsOf'>
}

const isTask = (sid: string) => /^WT[0-9a-f]{32}$/.test(sid)

/** Media streams of voice calls, by the call's task. Agents read their state on the task. */
export const streamApi = ({ timelines, calls, twilio }: StreamApiDeps) =>
  new Hono<AgentEnv>()
    .post('/:taskSid/before-transfer', async (c) => {
      if (!calls) throw new Refused(422, 'streams-off', 'Media streams are switched off here.')
      const key = c.req.param('taskSid')
      if (!isTask(key)) throw new Refused(404, 'unknown-task', 'There is no such task.')
      return c.json(await beforeTransfer(key, c.get('agent').workerSid, { calls, twilio }))
    })
    .get('/:taskSid/timeline', supervisorOnly(), async (c) => {
      const key = c.req.param('taskSid')
      const entries = isTask(key) ? timelines.of({ feature, key }) : none()
      const read = entries[Symbol.asyncIterator]()
      const first = await read.next()
      if (first.done) throw new Refused(404, 'unknown-call', 'There are no media streams of such a call.')
      return jsonLines(c, from(first.value, read))
    })

async function* none(): AsyncGenerator<never> {}

async function* from<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
