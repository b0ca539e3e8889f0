import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { z } from 'zod'
import { pageStep } from '../../src/core/facts.ts'
import { invalid } from '../api/invalid.ts'
import { conversationOrRefuse } from '../escalations.ts'
import { followState } from '../live-state.ts'
import { Refused } from '../problem.ts'
import { agentRoutes } from './agent.ts'
import type { JoinDeps } from './deps.ts'
import { deviceHash } from './device.ts'
import { happened, lineTold, pageTold } from './facts.ts'
import { knownVisitor, type VisitorEnv } from './known-visitor.ts'
import { mintedSeat } from './minted-seat.ts'
import { openRoom } from './open-room.ts'
import type { PageState } from './page-state.ts'
import { createPresence } from './presence.ts'
import { openOrRefuse, stateFor } from './state-for.ts'
import { readVisitor, type Visitor } from './visitor.ts'

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
 * person's press of the button. Identity and room are the server's choice, whatever a body says.
 */
export function join(deps: JoinDeps) {
  const { escalations, streams, log } = deps
  const presence = createPresence()

  return new Hono<VisitorEnv>()
    .use('/:token/*', knownVisitor(deps.linkSecrets))
    .post('/:token', zValidator('json', seat, invalid), async (c) => {
      const visitor = c.get('visitor')
      const { device, takeOver: takesOver, isConsenting: consents } = c.req.valid('json')
      openOrRefuse((await stateFor(deps, visitor)).state)
      const { roomSid } = await openRoom(escalations, visitor, { device: deviceHash(device), takesOver, consents })
      return c.json(mintedSeat({ roomSid, identity: visitor.identity }, deps.seat))
    })
    .get('/:token/state', zValidator('query', from, invalid), async (c) => {
      const { state } = await stateFor(deps, c.get('visitor'), deviceHash(c.req.valid('query').device))
      return c.json(state)
    })
    .get('/:token/events', zValidator('query', from, invalid), async (c) => {
      const visitor = c.get('visitor')
      const device = deviceHash(c.req.valid('query').device)
      const read = async () => {
        const { state } = await stateFor(deps, visitor, device)
        // A pass may end while its line is open.
        return readVisitor(c.req.param('token'), deps.linkSecrets) ? state : { ...state, link: 'expired' as const }
      }
      const first = await read()
      if (isLast(first)) openOrRefuse(first)
      return followState(c, streams, {
        keys: [conversationOrRefuse(visitor.escalationId)],
        read,
        isLast,
        right: { person: visitor.identity, most: mostLines },
        opened: () => presence.come(visitor, device, () => goodbye(visitor, device)),
      })
    })
    .post('/:token/told', zValidator('json', told, invalid), async (c) => {
      const { device, ...said } = c.req.valid('json')
      await escalations.decide(pageTold(c.get('visitor'), { ...said, device: deviceHash(device) }))
      return c.json({ heard: true }, 202)
    })
    .post('/:token/line', zValidator('json', line, invalid), async (c) => {
      const visitor = c.get('visitor')
      if (visitor.role === 'supervisor') throw new Refused(403, 'wrong-role', 'This is for customer and agent.')
      await escalations.decide(lineTold(visitor, c.req.valid('json').isWeak))
      return c.json({ heard: true }, 202)
    })
    .post('/:token/rating', zValidator('json', rating, invalid), async (c) => {
      const { escalationId } = customerOrRefuse(c.get('visitor'))
      await escalations.decide({ ...happened(escalationId), type: 'rating.given', ...c.req.valid('json') })
      return c.json({ stored: true }, 201)
    })
    .post('/:token/link', zValidator('json', nothing, invalid), async (c) => {
      const { escalationId } = customerOrRefuse(c.get('visitor'))
      await escalations.decide({ ...happened(escalationId), type: 'link.asked' })
      return c.json({ told: true }, 202)
    })
    .route('/', agentRoutes(deps))

  /**
   * If this is lost, the customer looks to be waiting until their page, or the agent, says otherwise. Pages that this
   * process sent to another one, because it ends, have not left.
   */
  function goodbye(visitor: Visitor, device: string): void {
    if (streams.isDraining()) return
    const told = pageTold(visitor, { device, step: 'left', detail: 'connection' })
    const tell = async () => {
      // Whose link is dead has left already, and says nothing any more.
      if ((await stateFor(deps, visitor)).state.link === 'open') await escalations.decide(told)
    }
    tell().catch((err: unknown) => log.warn({ err }, 'a goodbye was lost'))
  }
}

/** Whoever is in the room stays there when the link expires, and is told whether they are recorded. */
const isLast = ({ link, role, isCustomerHere }: PageState): boolean =>
  link !== 'open' && !(link === 'expired' && role === 'customer' && isCustomerHere)

function customerOrRefuse(visitor: Visitor): Visitor {
  if (visitor.role === 'customer') return visitor
  throw new Refused(403, 'wrong-role', 'This is for the customer.')
}

/** What the page's typed client is made from. */
export type JoinApi = ReturnType<typeof join>
