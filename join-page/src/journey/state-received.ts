import type { PageState } from '../../../webhooks/join/page-state.ts'
import type { Browser, Decision, Effect, Journey } from './model.ts'
import { askForSeat, show, stay, stop } from './moves.ts'

const out: readonly Effect[] = [{ type: 'room.leave' }, { type: 'media.stop' }]

/** Applies a new state from the server: a dead link ends the journey, an agent who arrived ends the wait. */
export function stateReceived(journey: Journey, server: PageState): Decision {
  const { screen } = journey
  // The screen stays after leaving; its offers follow from `server`.
  if (screen.is === 'left') return stay(journey)
  if (server.link !== 'open') {
    // The SDK reports the room's end by itself a moment later, and an expired link ends no running call.
    if (screen.is === 'room' && server.link !== 'removed' && server.link !== 'revoked') return stay(journey)
    return stop(journey, { is: 'dead', why: server.link }, ...out)
  }
  if (screen.is === 'loading') return arrive(journey)
  const isMoved = journey.isWanting && server.seat === 'elsewhere'
  if (isMoved && (screen.is === 'room' || screen.is === 'waiting'))
    return stop(journey, { is: 'dead', why: 'elsewhere' }, ...out)
  if (screen.is === 'waiting' && server.isAgentHere) return askForSeat(journey)
  // The only link that can become valid again: the conversation came back to this agent.
  if (screen.is === 'dead' && screen.why === 'handed-over') return show(journey, { is: 'welcome' })
  return stay(journey)
}

/** Picks the first screen. Says what this browser cannot do before the page asks the user for anything. */
function arrive(journey: Journey): Decision {
  const { browser, isComingBack, isMovingIn, isPersonSeen } = journey
  if (isComingBack || isMovingIn) return askForSeat(journey, { isBack: true, takeOver: isMovingIn })
  const tell = isPersonSeen ? [arrival(browser)] : []
  return show(journey, browser === 'good' ? { is: 'welcome' } : { is: 'gate', browser }, ...tell)
}

/** Reports the opening of the page once a person uses it. */
export function personSeen(journey: Journey): Decision {
  const { screen, browser, isPersonSeen } = journey
  const next = { ...journey, isPersonSeen: true }
  const hasArrived = !isPersonSeen && (screen.is === 'welcome' || screen.is === 'gate')
  return { journey: next, effects: hasArrived ? [arrival(browser)] : [] }
}

const arrival = (browser: Browser): Effect =>
  browser === 'good'
    ? { type: 'step.report', step: 'opened' }
    : { type: 'step.report', step: stepAt[browser], detail: browser }

const stepAt: Readonly<Record<Exclude<Browser, 'good'>, 'opened' | 'in-app-browser' | 'unsupported'>> = {
  old: 'opened',
  'in-app': 'in-app-browser',
  insecure: 'unsupported',
  unsupported: 'unsupported',
}
