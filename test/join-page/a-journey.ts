import { atStart } from '../../join-page/src/journey/at-start.ts'
import { decide } from '../../join-page/src/journey/decide.ts'
import type { Effect, Event, Journey } from '../../join-page/src/journey/model.ts'
import type { GivenSeat, PageState } from '../../webhooks/join/page-state.ts'
import { aPageState } from './a-page-state.ts'

export const server = aPageState()
export const start: Journey = { ...atStart('good'), isPersonSeen: true }
export const seat: GivenSeat = { token: 't', roomSid: 'RM1', identity: 'customer-1', expiresAt: '' }

/** Stands for the number of the last request. */
export const last = -1

export const told = (changes: Partial<PageState> = {}): Event => ({
  type: 'state.received',
  state: { ...server, ...changes },
})
/** The answer to the last request, where none is named. */
export const refused = (code: string, retryable = false, n = last): Event => ({
  type: 'seat.refused',
  n,
  code,
  retryable,
  at: 7,
})
export const left = (code?: number): Event => ({ type: 'room.left', code })
export const pressed = { type: 'join.pressed', isConsenting: false } as const
export const given: Event = { type: 'seat.given', n: last, seat }
export const givenTo = (n: number): Event => ({ type: 'seat.given', n, seat })
export const connected = (isBack = true): Event => ({ type: 'stream.connected', isBack })

const numbered = (event: Event, { askings }: Journey): Event =>
  'n' in event && event.n === last ? { ...event, n: askings } : event

/** Plays events; `effects` are those of all of them. */
export function play(events: readonly Event[], from: Journey = start) {
  const effects: Effect[] = []
  const journey = events.reduce((before, event) => {
    const decision = decide(before, numbered(event, before))
    effects.push(...decision.effects)
    return decision.journey
  }, from)
  const does = (type: Effect['type']) => effects.filter((each) => each.type === type)
  return { journey, screen: journey.screen, effects, does }
}

export const toChoose: readonly Event[] = [told(), { type: 'welcome.passed' }]
export const toJoining: readonly Event[] = [...toChoose, pressed]
export const toWaiting: readonly Event[] = [...toJoining, refused('agent-not-here', true)]
export const toRoom: readonly Event[] = [...toJoining, given, { type: 'room.joined' }]
