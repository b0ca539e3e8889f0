import { end } from './ending.ts'
import { type Counted, countMinutes, minutesAt } from './minutes.ts'
import type { Decision, Effect, EventOf, Phase, Settings, State, Video } from './model.ts'

type Limits = Pick<Settings, 'softBudgetMs' | 'hardBudgetMs'>

/**
 * Keeps a timer for the next of the two limits that an open video reaches. Every join and leave sets a new timer,
 * because the minutes then grow faster or slower; an older timer does nothing when it fires.
 */
export function budgeted(before: State, decision: Decision, limits: Limits): Decision {
  const { video } = decision.state
  if (video.phase !== 'open' || (limits.softBudgetMs === 0 && limits.hardBudgetMs === 0)) return decision
  const rate = paceOf(video)
  if (before.video.phase === 'open' && before.video.id === video.id && paceOf(before.video) === rate) return decision
  const clock = nextClock(video, limits, countMinutes(video).minutes.countedAt)
  return clock ? { ...decision, effects: [...decision.effects, clock] } : decision
}

/** Handles a limit that is reached: the first warns the supervisor, the second ends the video. */
export function budgetReached(state: State, event: EventOf<'timer.fired'>, limits: Limits): Decision {
  const { video } = state
  if (video.phase !== 'open' || event.of !== clockOf(video)) return { state, effects: [] }
  const { used } = minutesAt(countMinutes(video), event.at)
  const { softBudgetMs: soft, hardBudgetMs: hard } = limits
  if (hard > 0 && used >= hard) return end(state, { why: 'budget', at: event.at })
  const isWarned = video.warnedAt !== undefined || (soft > 0 && used >= soft)
  const next: Phase<'open'> = isWarned ? { ...video, warnedAt: video.warnedAt ?? event.at } : video
  const clock = nextClock(next, limits, event.at)
  return { state: { ...state, video: next }, effects: clock ? [clock] : [] }
}

/** The shortest wait (ms). Timers use our clock, events Twilio's, so a timer can fire early and is set again. */
const least = 1_000

function nextClock(video: Phase<'open'>, limits: Limits, at: number): Effect | undefined {
  const { softBudgetMs: soft, hardBudgetMs: hard } = limits
  const counted = countMinutes(video)
  const limit = [video.warnedAt === undefined ? soft : 0, hard].filter((each) => each > 0).sort((a, b) => a - b)[0]
  if (limit === undefined || counted.rates.used === 0) return undefined
  const after = Math.max(least, (limit - minutesAt(counted, at).used) / counted.rates.used)
  return { type: 'timer.wait', timer: 'budget', of: clockOf(video), after: Math.ceil(after) }
}

/**
 * How fast the minutes grow, and how many there were at the last change: while neither changes, the timer stays valid.
 */
const paceOf = (video: Video): string => {
  if (video.phase === 'idle') return ''
  const { minutes, rates }: Counted = countMinutes(video)
  return `${rates.used} ${minutes.used}`
}

const clockOf = (video: Phase<'open'>) => `${video.id}-${countMinutes(video).minutes.countedAt}`
