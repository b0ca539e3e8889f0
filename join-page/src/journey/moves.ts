import type { Decision, Effect, Journey, Screen } from './model.ts'

export const stay = (journey: Journey): Decision => ({ journey, effects: [] })

export const show = (journey: Journey, screen: Screen, ...effects: readonly Effect[]): Decision => ({
  journey: { ...journey, screen },
  effects,
})

type How = { readonly takeOver?: boolean; readonly isBack?: boolean; readonly after?: number }

/**
 * Asks for the seat. Whoever waits, moves or comes back wants the same, so they ask in the same words; only who waits goes
 * on seeing the waiting room. `isBack`: camera and microphone were switched off meanwhile.
 */
export function askForSeat(journey: Journey, { takeOver = false, isBack = false, after = 0 }: How = {}): Decision {
  if (journey.isAsking) return stay(journey)
  const { isConsenting, screen } = journey
  const asked: Journey = { ...journey, isWanting: true, isAsking: true, isComingBack: false, notice: undefined }
  const ask: Effect = { type: 'seat.ask', takeOver, isConsenting, after }
  const next: Screen = screen.is === 'waiting' ? screen : { is: 'joining' }
  return isBack ? show(asked, next, { type: 'room.prefetch' }, { type: 'media.start' }, ask) : show(asked, next, ask)
}

const leavable: readonly Screen['is'][] = ['choose', 'waiting', 'joining', 'room']

export function leave(journey: Journey): Decision {
  if (!leavable.includes(journey.screen.is)) return stay(journey)
  const next = { ...journey, isWanting: false }
  return show(next, { is: 'left' }, { type: 'room.leave' }, { type: 'media.stop' }, { type: 'step.tell', step: 'left' })
}
