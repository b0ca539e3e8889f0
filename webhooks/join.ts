import { Hono } from 'hono'
import { type JoinLink, readJoinLink } from '../src/access/join-link.ts'
import { seatIdentity } from '../src/access/seat.ts'
import { type LinkState, linkState } from '../src/features/video-escalation/link-state.ts'
import { conversationOrRefuse, type Escalations } from './escalations.ts'
import { joinPage } from './join-page.ts'
import { openRoom } from './open-room.ts'
import { Refused } from './problem.ts'
import { answerSeat, type SeatSettings } from './seat-answer.ts'

export type JoinDeps = {
  readonly escalations: Escalations
  readonly linkSecrets: readonly string[]
  readonly linkTtlMs: number
  readonly seat: SeatSettings
}

const dead: Readonly<Record<string, string>> = {
  ended: 'This video call has ended.',
  revoked: 'This link was replaced by a newer one.',
  expired: 'This link has expired.',
}

/**
 * The customer's door. GET shows where the link stands and changes nothing, whoever unfurls it; the seat is given for a
 * POST, which takes a person's press of the button. Identity and room are the server's choice.
 */
export function join({ escalations, linkSecrets, linkTtlMs, seat }: JoinDeps) {
  return new Hono()
    .get('/:token', async (c) => {
      const link = readJoinLink(c.req.param('token'), linkSecrets)
      if (!link) return c.html(joinPage('unknown'), 404)
      const { is } = await stateOf(link)
      return c.html(joinPage(is), is in dead ? 410 : 200)
    })
    .post('/:token', async (c) => {
      // A cross-site form cannot send this content type, so no other page can redeem a link it has come to know.
      if (!c.req.header('content-type')?.startsWith('application/json'))
        throw new Refused(415, 'not-json', 'Send JSON.')
      const link = readJoinLink(c.req.param('token'), linkSecrets)
      if (!link) throw new Refused(404, 'unknown-link', 'This link is not known.')
      const { is } = await stateOf(link)
      if (is in dead) throw new Refused(410, is, dead[is] ?? '')
      const { roomSid } = await openRoom(escalations, { escalationId: link.escalationId, role: 'customer' })
      return answerSeat(c, { roomSid, identity: seatIdentity('customer', link.escalationId) }, seat)
    })

  async function stateOf(link: JoinLink): Promise<LinkState> {
    const state = await escalations.ofConversation(conversationOrRefuse(link.escalationId))
    return linkState(state, link, linkTtlMs, Date.now())
  }
}
