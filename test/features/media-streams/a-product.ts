import { Permanent } from '../../../src/core/errors.ts'
import type { Outcome } from '../../../src/core/feature.ts'
import { decideWith } from '../../../src/features/media-streams/decide.ts'
import { jobsIn } from '../../../src/features/media-streams/jobs.ts'
import {
  type Effect,
  type Event,
  initial,
  type State,
  state as schema,
} from '../../../src/features/media-streams/model.ts'
import type { Twilio } from '../../../src/twilio/port.ts'
import { aTwilio } from '../../support/a-twilio.ts'
import { Killed } from './a-kill.ts'
import { settings, taskSid } from './story.ts'

/** From the request or the event at Twilio until it is reported (ms). */
const takes = 60
/** Until another worker takes over a killed worker's job or unsent outbox (ms). */
const noticedAfter = 7_000
const sweptAfter = 10_000

/** Record, queue and workers of one call, on a clock of their own. `strike` kills the process at a chosen moment. */
export function aProduct(strike: () => void, port: Partial<Twilio>) {
  const decide = decideWith(settings)
  const jobs = jobsIn({ twilio: aTwilio(port), track: 'both_tracks', urls: settings.destinations.urls, sign: () => '' })
  const queue: { at: number; run: () => unknown; isOurs: boolean }[] = []
  const seen = new Set<string>()
  let state: State = initial
  let [now, n] = [1_790_000_000_000, 0]

  const later = (ms: number, run: () => unknown) => void queue.push({ at: now + ms, run, isOurs: false })
  /** Lost with Redis. */
  const ours = (ms: number, run: () => unknown) => void queue.push({ at: now + ms, run, isOurs: true })
  const head = () => ({ id: `n${++n}`, key: taskSid, at: now })

  function take(event: Event): void {
    const decision = decide(state, event)
    state = schema.parse(JSON.parse(JSON.stringify(decision.state)))
    seen.add(event.id)
    const effects = decision.effects.map((effect) => ({ effect, effectId: `e${++n}` }))
    const handOver = (again: number) => {
      for (const { effect, effectId } of effects)
        ours(takes + again + (('after' in effect && effect.after) || 0), () => done(effect, effectId))
    }
    try {
      strike()
    } catch (problem) {
      // Saved and not handed over: the sweep finds it.
      handOver(sweptAfter)
      throw problem
    }
    handOver(0)
  }

  function hear(event: Event): void {
    try {
      strike()
      if (!seen.has(event.id)) take(event)
    } catch (problem) {
      if (!(problem instanceof Killed)) throw problem
      ours(noticedAfter, () => hear(event))
    }
  }

  /** A job as in the queue: another worker starts a killed worker's job from the beginning. */
  async function done(effect: Effect, effectId: string): Promise<void> {
    if (seen.has(effectId)) return
    try {
      const outcome = await outcomeOf(effect, effectId)
      strike()
      // The compiler cannot follow the member of the union through the spread.
      take({ ...outcome, ...head(), id: effectId } as Event)
      strike()
    } catch (problem) {
      if (!(problem instanceof Killed)) throw problem
      ours(noticedAfter, () => done(effect, effectId))
    }
  }

  async function outcomeOf(effect: Effect, effectId: string): Promise<Outcome<Event>> {
    try {
      // Each job gets the effect of its own type.
      const job = jobs[effect.type] as (effect: Effect, attempt: object) => Promise<Outcome<Event>>
      return await job(effect, { key: taskSid, effectId, isRepeat: false })
    } catch (problem) {
      if (!(problem instanceof Permanent)) throw problem
      const { message: reason, code } = problem
      const request =
        'name' in effect ? { name: effect.name } : 'lookNumber' in effect ? { lookNumber: effect.lookNumber } : {}
      return { type: 'effect.failed', effect: effect.type, request, reason, ...(code && { code }) }
    }
  }

  return {
    head,
    later,
    hear,
    /** The webhook takes a moment. */
    tell: (event: Event) => later(takes, () => hear(event)),
    state: () => state,
    now: () => now,
    /** Redis loses everything. */
    lose() {
      state = initial
      seen.clear()
      queue.splice(0, queue.length, ...queue.filter(({ isOurs }) => !isOurs))
    },
    /** Until a moment, or for as long as work is left. */
    async run(until: number, watch: () => void): Promise<void> {
      for (let lookNumber = 0; lookNumber < 2_000; lookNumber++) {
        queue.sort((a, b) => a.at - b.at)
        if ((queue[0]?.at ?? Number.POSITIVE_INFINITY) > until) break
        const next = queue.shift()
        now = Math.max(now, next?.at ?? now)
        watch()
        await next?.run()
      }
      now = Math.max(now, until)
      watch()
    },
  }
}
