import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { z } from 'zod'
import { pageStep } from '../../src/core/facts.ts'
import { figures } from '../../src/core/figures.ts'
import { invalid } from '../api/invalid.ts'
import { conversationOrRefuse } from '../escalations.ts'
import { followState } from '../live-state.ts'
import { agentRoutes } from './agent.ts'
import type { JoinDeps } from './deps.ts'
import { deviceHash } from './device.ts'
import { connectionChanged, connectionMeasured, happened, readinessChanged } from './facts.ts'
import { knownTo } from './known.ts'
import { mintedSeat } from './minted-seat.ts'
import { openRoom } from './open-room.ts'
import { pageStateOf } from './page-state-of.ts'
import { createPresence } from './presence.ts'
import { readVisitor, type Visitor } from './visitor.ts'
import { type VisitorEnv, withRights } from './with-rights.ts'

const nothing = z.object({})
const device = z.string().max(64).default('')
const from = z.object({ device })
const seat = z.object({ device, takeOver: z.boolean().default(false), isConsenting: z.boolean().default(false) })
const readiness = z.object({ device, step: pageStep, detail: z.string().max(80).optional() })
const connection = z.strictObject({ isWeak: z.boolean() })
const rating = z.object({
  stars: z.number().int().min(1).max(5),
  issues: z.array(z.string().max(40)).max(12).default([]),
  comment: z.string().max(1_000).default(''),
})

/** A page has one event stream; a few more allow for other devices and for streams that a slow network left behind. */
const mostStreams = 6

/**
 * The page's routes for the holder of a token. GET changes nothing; a seat takes a POST, which only pressing the button
 * sends. The server chooses identity and room, whatever a body says, and checks the holder's rights first
 * (`with-rights.ts`). TURN servers take a POST, too: they cost a request to Twilio and have credentials.
 */
export function join(deps: JoinDeps) {
  const { escalations, streams, twilio, log } = deps
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
      return c.json(pageStateOf(c.get('visitor'), c.get('known'), { ...deps, device }))
    })
    .get('/:token/events', zValidator('query', from, invalid), async (c) => {
      const visitor = c.get('visitor')
      const device = deviceHash(c.req.valid('query').device)
      let mayFollow = true
      const read = async () => {
        const { record, rights, now } = await knownTo(deps, visitor)
        // A pass may end while its event stream is open.
        const isOver = readVisitor(c.req.param('token'), deps.linkSecrets) === undefined
        const rightsNow = isOver ? ({ word: 'expired', may: [] } as const) : rights
        mayFollow = rightsNow.may.includes('follow')
        return pageStateOf(visitor, { record, rights: rightsNow, now }, { ...deps, device })
      }
      return followState(c, streams, {
        keys: [conversationOrRefuse(visitor.escalationId)],
        read,
        isLast: () => !mayFollow,
        right: { holder: visitor.identity, page: device, most: mostStreams },
        opened: () => presence.come(visitor, device, () => pageLeft(visitor, device)),
      })
    })
    .post('/:token/network', zValidator('json', nothing, invalid), async (c) =>
      c.json({ iceServers: await twilio.iceServers() }, 201),
    )
    .post('/:token/readiness', zValidator('json', readiness, invalid), async (c) => {
      const { device, ...report } = c.req.valid('json')
      await escalations.decide(readinessChanged(c.get('visitor'), { ...report, device: deviceHash(device) }))
      return c.json({ received: true }, 202)
    })
    .post('/:token/connection', zValidator('json', connection, invalid), async (c) => {
      const visitor = c.get('visitor')
      await escalations.decide(connectionChanged(visitor, c.req.valid('json').isWeak))
      return c.json({ received: true }, 202)
    })
    .post('/:token/measurements', zValidator('json', figures, invalid), async (c) => {
      await escalations.decide(connectionMeasured(c.get('visitor'), c.req.valid('json')))
      return c.json({ received: true }, 202)
    })
    .post('/:token/rating', zValidator('json', rating, invalid), async (c) => {
      const { escalationId } = c.get('visitor')
      await escalations.decide({ ...happened(escalationId), type: 'rating.given', ...c.req.valid('json') })
      return c.json({ stored: true }, 201)
    })
    .post('/:token/link', zValidator('json', nothing, invalid), async (c) => {
      await escalations.decide({ ...happened(c.get('visitor').escalationId), type: 'link.requested' })
      return c.json({ requested: true }, 202)
    })
    .route('/', agentRoutes(deps))

  /**
   * Records that a page left. If this is lost, the customer seems to be waiting until the page or the agent corrects
   * it. Pages have not left if this process, which is stopping, sent them to another one, or if their next event stream
   * is open elsewhere.
   */
  function pageLeft(visitor: Visitor, device: string): void {
    if (streams.isDraining()) return
    reportLeft(visitor, device).catch((err: unknown) => log.warn({ err }, 'could not record that a page left'))
  }

  async function reportLeft(visitor: Visitor, device: string): Promise<void> {
    if (await streams.slots.isOpen(visitor.identity, device)) return
    const { rights } = await knownTo(deps, visitor)
    if (!rights.may.includes('report-step')) return
    await escalations.decide(readinessChanged(visitor, { device, step: 'left', detail: 'connection' }))
  }
}

/** The type of the page's typed client. */
export type JoinApi = ReturnType<typeof join>
