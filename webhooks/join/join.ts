import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { z } from 'zod'
import { pageStep } from '../../src/core/facts.ts'
import { isLineWeak } from '../../src/features/video-escalation/lines.ts'
import { invalid } from '../api/invalid.ts'
import { conversationOrRefuse } from '../escalations.ts'
import { followState } from '../live-state.ts'
import { Refused } from '../problem.ts'
import { agentRoutes } from './agent.ts'
import type { JoinDeps } from './deps.ts'
import { deviceHash } from './device.ts'
import { happened, lineTold, pageTold } from './facts.ts'
import { knownTo } from './known-to.ts'
import { mintedSeat } from './minted-seat.ts'
import { openRoom } from './open-room.ts'
import type { PageState } from './page-state.ts'
import { createPresence } from './presence.ts'
import { shown } from './shown.ts'
import type { Visitor } from './visitor.ts'
import { type VisitorEnv, withRights } from './with-rights.ts'

const nothing = z.object({})
const device = z.string().max(64).default('')
const from = z.object({ device })
const seat = z.object({ device, takeOver: z.boolean().default(false), isConsenting: z.boolean().default(false) })
const told = z.object({ device, step: pageStep, detail: z.string().max(80).optional() })
const line = z.strictObject({ isWeak: z.boolean() })
const rating = z.object({
  stars: z.number().int().min(1).max(5),
  issues: z.array(z.string().max(40)).max(12).default([]),
  comment: z.string().max(1_000).default(''),
})

/** A page has one line; a few more are other devices, and a slow network's leftovers. */
const mostLines = 6

/**
 * What the page does for the one who holds the token. GET changes nothing; the seat is given for a POST, which takes a
 * person's press of the button. Identity and room are the server's choice, whatever a body says; and what somebody may do
 * is asked before anything else (`with-rights.ts`).
 */
export function join(deps: JoinDeps) {
  const { escalations, streams, mayRecord, log } = deps
  const presence = createPresence()

  return new Hono<VisitorEnv>()
    .use('/:token/*', withRights(deps))
    .post('/:token', zValidator('json', seat, invalid), async (c) => {
      const visitor = c.get('visitor')
      const { device, takeOver: takesOver, isConsenting: consents } = c.req.valid('json')
      const { roomSid } = await openRoom(escalations, visitor, { device: deviceHash(device), takesOver, consents })
      return c.json(mintedSeat({ roomSid, identity: visitor.identity }, deps.seat))
    })
    .get('/:token/state', zValidator('query', from, invalid), (c) => {
      const device = deviceHash(c.req.valid('query').device)
      return c.json(shown(c.get('visitor'), c.get('known'), { device, mayRecord }))
    })
    .get('/:token/events', zValidator('query', from, invalid), (c) => {
      const visitor = c.get('visitor')
      const device = deviceHash(c.req.valid('query').device)
      if (presence.count(visitor) >= mostLines)
        throw new Refused(429, 'too-many-lines', 'This page is open too often.', true)
      const gone = presence.come(visitor, device, () => goodbye(visitor, device))
      const keys = [conversationOrRefuse(visitor.escalationId)]
      return followState(c, streams, { keys, gone, read: () => seen(visitor, device) })
    })
    .post('/:token/told', zValidator('json', told, invalid), async (c) => {
      const { device, ...said } = c.req.valid('json')
      await escalations.decide(pageTold(c.get('visitor'), { ...said, device: deviceHash(device) }))
      return c.json({ heard: true }, 202)
    })
    .post('/:token/line', zValidator('json', line, invalid), async (c) => {
      const visitor = c.get('visitor')
      const { isWeak } = c.req.valid('json')
      const { video } = c.get('known').record
      // What is known already is no news, and no line on the timeline.
      const isNews = video.phase !== 'idle' && isLineWeak(video, visitor.identity) !== isWeak
      if (isNews) await escalations.decide(lineTold(visitor, isWeak))
      return c.json({ heard: true }, 202)
    })
    .post('/:token/rating', zValidator('json', rating, invalid), async (c) => {
      const { escalationId } = c.get('visitor')
      await escalations.decide({ ...happened(escalationId), type: 'rating.given', ...c.req.valid('json') })
      return c.json({ stored: true }, 201)
    })
    .post('/:token/link', zValidator('json', nothing, invalid), async (c) => {
      await escalations.decide({ ...happened(c.get('visitor').escalationId), type: 'link.asked' })
      return c.json({ told: true }, 202)
    })
    .route('/', agentRoutes(deps))

  async function seen(visitor: Visitor, device: string): Promise<PageState> {
    return shown(visitor, await knownTo(deps, visitor), { device, mayRecord })
  }

  /**
   * If this is lost, the customer looks to be waiting until their page, or the agent, says otherwise. Pages that this
   * process sent to another one, because it ends, have not left.
   */
  function goodbye(visitor: Visitor, device: string): void {
    if (streams.isDraining()) return
    said(visitor, device).catch((err: unknown) => log.warn({ err }, 'a goodbye was lost'))
  }

  async function said(visitor: Visitor, device: string): Promise<void> {
    const { rights } = await knownTo(deps, visitor)
    if (!rights.may.includes('tell')) return
    await escalations.decide(pageTold(visitor, { device, step: 'left', detail: 'connection' }))
  }
}

/** What the page's typed client is made from. */
export type JoinApi = ReturnType<typeof join>
