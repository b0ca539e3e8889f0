import { describe, expect, it } from 'vitest'
import type { Event } from '../../../src/features/video-escalation/model.ts'
import { publicViewOf } from '../../../src/features/video-escalation/public-view.ts'
import { at, came, closed, conversationSid, kinds, left, type Told, tell, untilInvited, untilLive } from './story.ts'

const minute = 60_000
const limits = { softBudgetMs: 2 * minute, hardBudgetMs: 4 * minute }

const clocksIn = ({ effects }: Told) =>
  effects.flatMap((each) => (each.type === 'timer.wait' && each.timer === 'budget' ? [each] : []))
const fires = (of: string, second: number): Event => ({
  type: 'timer.fired',
  id: `clock-${second}`,
  key: conversationSid,
  at: at(second),
  timer: 'budget',
  of,
})
/** The last timer fires. */
const fired = (events: readonly Event[], second: number) => {
  const clock = clocksIn(tell(events, limits)).at(-1)
  return [...events, fires(clock?.of ?? '', second)]
}

describe('the budget of a video', () => {
  it('sets no timer without a limit, and none while nobody is in the room', () => {
    expect(clocksIn(tell(untilLive()))).toEqual([])
    expect(clocksIn(tell(untilInvited(), limits))).toEqual([])
  })

  it('sets its timer for the moment of the limit, and a new one, twice as fast, when a second participant joins', () => {
    const [alone, both] = clocksIn(tell(untilLive(), limits))
    expect(alone?.after).toBe(120_000)
    expect(both?.after).toBe((120_000 - 5_000) / 2)
  })

  it('warns at the first limit, and sets its timer for the second', () => {
    // 5 s alone and 57.5 s for two are two minutes.
    const warned = tell(fired(untilLive(), 82.5), limits)
    expect(publicViewOf(warned.state)).toMatchObject({ state: 'live', isOverBudget: true })
    expect(clocksIn(warned).at(-1)?.after).toBe(60_000)
  })

  it('ends the video at the second limit, with the reason budget', () => {
    const over = tell([...fired(fired(untilLive(), 82.5), 142.5), closed(143)], limits)
    expect(kinds(over)).toContain('room.close')
    expect(publicViewOf(over.state)).toMatchObject({ state: 'ended', reason: 'budget', joined: true })
  })

  it('ends the video at the second limit also where it is the only one', () => {
    const only = { softBudgetMs: 0, hardBudgetMs: minute }
    const clock = clocksIn(tell(untilLive(), only)).at(-1)
    const over = tell([...untilLive(), fires(clock?.of ?? '', 60)], only)
    expect(over.state.video.phase).toBe('ending')
  })

  it('ignores a timer that was set before a participant joined or left', () => {
    const [alone] = clocksIn(tell(untilLive(), limits))
    const events = [...untilLive(), left('agent', 30, 5), fires(alone?.of ?? '', 140)]
    expect(publicViewOf(tell(events, limits).state)).not.toHaveProperty('isOverBudget')
  })

  it('sets its timer again, for 1 s, when it fired a moment early', () => {
    const early = tell(fired(untilLive(), 82.4), limits)
    expect(publicViewOf(early.state)).not.toHaveProperty('isOverBudget')
    expect(clocksIn(early).at(-1)?.after).toBe(1_000)
  })

  it('sets no new timer for an arrival that is reported twice', () => {
    const again = [...untilLive(), came('agent', 25)]
    expect(clocksIn(tell(again, limits))).toHaveLength(2)
  })
})
