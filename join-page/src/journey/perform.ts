import type { Call } from '../call/model.ts'
import type { Media } from '../media/model.ts'
import type { Api } from '../server/api.ts'
import type { Effect, Event } from './model.ts'

export type Hands = {
  readonly api: Api
  readonly media: Media
  readonly call: Call
  /** Fetches what the room needs, ahead of time. */
  readonly prefetch: () => void
  readonly dispatch: (event: Event) => void
  readonly now: () => number
}

/** What was decided is done here, and nowhere else. Outcomes come back as events. */
export function perform(effect: Effect, { api, media, call, prefetch, dispatch, now }: Hands): void {
  switch (effect.type) {
    case 'seat.ask':
      setTimeout(async () => {
        const asking = api.seat(effect)
        call.warmUp()
        const answer = await asking
        if (answer.ok) dispatch({ type: 'seat.given', seat: answer.body })
        else dispatch({ type: 'seat.refused', ...answer.problem, at: now() })
      }, effect.after)
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
    case 'step.tell':
      // The step has been made; telling of it can wait until the screen stands.
      setTimeout(() => api.tell(effect.step, effect.detail), 0)
      break
    case 'room.prefetch':
      prefetch()
      break
  }
}
