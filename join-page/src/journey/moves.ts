import type { Decision, Effect, Journey, Screen } from './model.ts'

/** Changes nothing on the screen and requests no effects. */
export const stay = (journey: Journey): Decision => ({ journey, effects: [] })

/** Changes the screen and requests effects. */
export const show = (journey: Journey, screen: Screen, ...effects: readonly Effect[]): Decision => ({
  journey: { ...journey, screen },
  effects,
})

type How = { readonly takeOver?: boolean; readonly isBack?: boolean; readonly after?: number }

/**
 * Requests the seat. The request is the same for waiting, moving and coming back; only the waiting room stays on
 * screen. `isBack`: camera and microphone were switched off meanwhile.
 */
export function askForSeat(journey: Journey, { takeOver = false, isBack = false, after = 0 }: How = {}): Decision {
  if (journey.isAsking) return stay(journey)
  const { isConsenting, screen } = journey
  const n = journey.askings + 1
  const asking = { ...journey, isWanting: true, isAsking: true, askings: n, isComingBack: false, notice: undefined }
  const ask: Effect = { type: 'seat.ask', n, takeOver, isConsenting, after }
  const next: Screen = screen.is === 'waiting' ? screen : { is: 'joining' }
  return isBack ? show(asking, next, { type: 'room.prefetch' }, { type: 'media.start' }, ask) : show(asking, next, ask)
}

/** Stops wanting a seat and cancels an open request. */
export const stop = (journey: Journey, screen: Screen, ...effects: readonly Effect[]): Decision =>
  show(
    { ...journey, isWanting: false, isAsking: false, tries: 0 },
    screen,
    ...effects,
    ...(journey.isAsking ? [{ type: 'seat.forget' } as const] : []),
  )

const leavable: readonly Screen['is'][] = ['choose', 'waiting', 'joining', 'room']

/** Leaves on the user's request, from any screen that can be left. */
export function leave(journey: Journey): Decision {
  if (!leavable.includes(journey.screen.is)) return stay(journey)
  return stop(
    journey,
    { is: 'left' },
    { type: 'room.leave' },
    { type: 'media.stop' },
    { type: 'step.report', step: 'left' },
  )
}

/**
 * Handles a late answer. If the participant has left, reports `left` again, because the server has just given a
 * seat or let the participant wait.
 */
export function tooLate(journey: Journey): Decision {
  return journey.screen.is === 'left' ? { journey, effects: [{ type: 'step.report', step: 'left' }] } : stay(journey)
}
