import type { Call } from '../call/model.ts'
import type { Media } from '../media/model.ts'
import type { Api } from '../server/api.ts'
import type { Effect, Event } from './model.ts'

export type PerformDeps = {
  readonly api: Api
  readonly media: Media
  readonly call: Call
  /** Fetches the files of the room ahead of time. */
  readonly prefetch: () => void
  readonly dispatch: (event: Event) => void
  readonly now: () => number
}

/** Performs all effects of decisions. Outcomes come back as events. */
export function createPerform({ api, media, call, prefetch, dispatch, now }: PerformDeps): (effect: Effect) => void {
  let asking: ReturnType<typeof setTimeout> | undefined

  async function askForSeat({ n, takeOver, isConsenting }: Extract<Effect, { type: 'seat.ask' }>): Promise<void> {
    const answering = api.seat({ takeOver, isConsenting })
    call.warmUp()
    const answer = await answering
    if (answer.ok) dispatch({ type: 'seat.given', n, seat: answer.body })
    else dispatch({ type: 'seat.refused', n, ...answer.problem, at: now() })
  }

  return (effect) => {
    switch (effect.type) {
      case 'seat.ask':
        asking = setTimeout(() => void askForSeat(effect), effect.after)
        break
      case 'seat.forget':
        clearTimeout(asking)
        break
      case 'room.enter':
        call.enter(effect.seat)
        break
      case 'room.leave':
        call.leave()
        break
      case 'media.start':
        void media.turnOn()
        break
      case 'media.stop':
        media.stop()
        break
      case 'step.report':
        // The report can wait until the screen is rendered.
        setTimeout(() => api.reportStep(effect.step, effect.detail), 0)
        break
      case 'step.report-again':
        api.reportStepAgain(effect.isForgotten)
        break
      case 'room.prefetch':
        prefetch()
        break
    }
  }
}
