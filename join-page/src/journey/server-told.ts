import type { PageState } from '../../../webhooks/join/page-state.ts'
import type { Browser, Decision, Effect, Journey } from './model.ts'
import { askForSeat, show, stay, stop } from './moves.ts'

const out: readonly Effect[] = [{ type: 'room.leave' }, { type: 'media.stop' }]

/** The server's word moves the journey: a dead link ends it, an agent who arrived lets the waiting in. */
export function serverTold(journey: Journey, server: PageState): Decision {
  const { screen } = journey
  // Who has left stays on that page; what it offers follows from `server`.
  if (screen.is === 'left') return stay(journey)
  if (server.link !== 'open') {
    // Of the room's end the SDK tells by itself, a moment later; and a link that expires cuts nobody off.
    if (screen.is === 'room' && server.link !== 'removed' && server.link !== 'revoked') return stay(journey)
    return stop(journey, { is: 'dead', why: server.link }, ...out)
  }
  if (screen.is === 'loading') return arrive(journey)
  const isMoved = journey.isWanting && server.seat === 'elsewhere'
  if (isMoved && (screen.is === 'room' || screen.is === 'waiting'))
    return stop(journey, { is: 'dead', why: 'elsewhere' }, ...out)
  if (screen.is === 'waiting' && server.isAgentHere) return askForSeat(journey)
  // The only link that comes to life again: the conversation came back to this agent.
  if (screen.is === 'dead' && screen.why === 'handed-over') return show(journey, { is: 'welcome' })
  return stay(journey)
}

/** The first screen. What this browser cannot do is said before anything is asked of a person. */
function arrive(journey: Journey): Decision {
  const { browser, isComingBack, isMovingIn, isPersonSeen } = journey
  if (isComingBack || isMovingIn) return askForSeat(journey, { isBack: true, takeOver: isMovingIn })
  const tell = isPersonSeen ? [arrival(browser)] : []
  return show(journey, browser === 'good' ? { is: 'welcome' } : { is: 'gate', browser }, ...tell)
}

/** An opening counts once somebody uses the page. */
export function personSeen(journey: Journey): Decision {
  const { screen, browser, isPersonSeen } = journey
  const next = { ...journey, isPersonSeen: true }
  const hasArrived = !isPersonSeen && (screen.is === 'welcome' || screen.is === 'gate')
  return { journey: next, effects: hasArrived ? [arrival(browser)] : [] }
}

const arrival = (browser: Browser): Effect =>
  browser === 'good'
    ? { type: 'step.tell', step: 'opened' }
    : { type: 'step.tell', step: stepAt[browser], detail: browser }

const stepAt: Readonly<Record<Exclude<Browser, 'good'>, 'opened' | 'in-app-browser' | 'unsupported'>> = {
  old: 'opened',
  'in-app': 'in-app-browser',
  insecure: 'unsupported',
  unsupported: 'unsupported',
}
