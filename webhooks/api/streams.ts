import { Hono } from 'hono'
import type { Timelines } from '../../src/engine/timelines.ts'
import { jsonLines } from '../json-lines.ts'
import { Refused } from '../problem.ts'
import type { AgentEnv } from './flex-user.ts'
import { supervisorOnly } from './supervisor-only.ts'

export type StreamApiDeps = { readonly timelines: Timelines }

/** What became of the media streams of a voice call, by the call's task. Agents read it on their task instead. */
export const streamApi = ({ timelines }: StreamApiDeps) =>
  new Hono<AgentEnv>().use(supervisorOnly()).get('/:taskSid/timeline', async (c) => {
    const key = c.req.param('taskSid')
    const lines = /^WT[0-9a-f]{32}$/.test(key) ? timelines.of({ feature: 'media-streams', key }) : none()
    const read = lines[Symbol.asyncIterator]()
    const first = await read.next()
    if (first.done) throw new Refused(404, 'unknown-call', 'There are no media streams of such a call.')
    return jsonLines(c, from(first.value, read))
  })

async function* none(): AsyncGenerator<never> {}

async function* from<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
