import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { z } from 'zod'
import { type Erase, isErasable } from '../../src/engine/erasure/erase.ts'
import type { Log } from '../../src/log.ts'
import type { AgentEnv } from '../api/flex-user.ts'
import { invalid } from '../api/invalid.ts'
import { Refused } from '../problem.ts'

type Deps = { readonly supervisor: { readonly erase: Erase }; readonly log: Log }

/**
 * Erases everything about one conversation on a supervisor's request. The log keeps who requested it, as for every
 * important request.
 */
export const erasure = ({ supervisor: { erase }, log }: Deps) =>
  new Hono<AgentEnv>().post('/:sid/erase', zValidator('json', z.strictObject({}), invalid), async (c) => {
    const sid = c.req.param('sid')
    if (!isErasable(sid))
      throw new Refused(404, 'unknown-conversation', 'This is no conversation, and no task of a call.')
    const answer = await erase(sid)
    if ('busy' in answer)
      throw new Refused(409, 'still-busy', `It cannot be erased yet: ${answer.busy}. End it, and ask again.`, true)
    log.info({ conversation: sid, by: c.get('agent').workerSid, ...answer }, 'erased')
    return c.json({ conversation: sid, erased: answer })
  })
