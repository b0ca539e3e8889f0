import { describe, expect, it } from 'vitest'
import { countMinutes, minutesAt } from '../../../src/features/video-escalation/minutes.ts'
import { publicViewOf } from '../../../src/features/video-escalation/public-view.ts'
import {
  at,
  called,
  came,
  closed,
  left,
  roomEnded,
  type Told,
  taskOver,
  tell,
  untilInvited,
  untilLive,
} from './story.ts'

/** All values in seconds, `until` seconds after the start of the chat. */
function spent({ state: { video } }: Told, until: number) {
  if (video.phase === 'idle') throw new Error('There is no video')
  const { used, solo, late, idle } = minutesAt(countMinutes(video), at(until))
  return { used: used / 1000, solo: solo / 1000, late: late / 1000, idle: idle / 1000 }
}

describe('the minutes of a video', () => {
  it('are all participants’ time, with time alone and the empty room counted apart', () => {
    // Started at 10, the customer joins at 20, the agent at 25.
    expect(spent(tell(untilLive()), 85)).toEqual({ used: 5 + 2 * 60, solo: 5, late: 0, idle: 10 })
  })

  it('do not grow while nobody is there, except for the empty room', () => {
    const both = [...untilLive(), left('customer', 65, 45), left('agent', 75, 50)]
    expect(spent(tell(both), 200)).toEqual({ used: 95, solo: 15, late: 0, idle: 10 + 125 })
  })

  it('after the end was decided are late, and no longer solo', () => {
    const over = tell([...untilLive(), taskOver(100), left('agent', 110, 85)])
    expect(spent(over, 130)).toEqual({ used: 5 + 2 * 85 + 20, solo: 5, late: 2 * 10 + 20, idle: 10 })
  })

  it('stop with the room, also for participants whose leaving was never reported', () => {
    const over = tell([...untilLive(), taskOver(100), closed(101), roomEnded(101)])
    expect(spent(over, 500)).toEqual({ used: 5 + 2 * 76, solo: 5, late: 2, idle: 10 })
  })

  it('of a paused video do not grow', () => {
    const paused = tell([...untilInvited(), roomEnded(310)])
    expect(paused.state.video.phase).toBe('asleep')
    expect(spent(paused, 4_000)).toEqual({ used: 0, solo: 0, late: 0, idle: 300 })
  })

  it('count two devices of one customer as two, as Twilio bills them', () => {
    const two = tell([...untilLive(), came('customer', 30, 2)])
    expect(spent(two, 40).used).toBe(20 + 15 + 10)
  })

  it('are the same when the events arrive in the reverse order', () => {
    const [first, ...rest] = [came('customer', 20), came('agent', 25), left('customer', 60, 40)]
    if (!first) throw new Error('There is no news')
    const forth = tell([...untilInvited(), first, ...rest])
    const back = tell([...untilInvited(), ...rest.toReversed(), first])
    expect(spent(back, 90)).toEqual(spent(forth, 90))
  })

  it('are on the timeline in whole seconds, up to the last arrival or departure', () => {
    const { state } = tell([...untilLive(), left('customer', 65, 45)])
    expect(publicViewOf(state)).toMatchObject({ usedSeconds: 85, soloSeconds: 5, idleSeconds: 10, lateSeconds: 0 })
    expect(publicViewOf(state)).toMatchObject({ joinedAt: at(20) })
  })
})

describe('a supervisor’s end', () => {
  const reason = 'stuck'
  it('has the reason supervisor-ended with the supervisor’s choice', () => {
    const over = tell([
      ...untilLive(),
      { ...called({ type: 'video.end', reason }, 60, 'WK9'), override: true },
      closed(61),
    ])
    expect(publicViewOf(over.state)).toMatchObject({ state: 'ended', reason: 'supervisor-ended: stuck' })
  })

  it('of a video that no customer joined makes it cancelled', () => {
    const over = tell([
      ...untilInvited(),
      { ...called({ type: 'video.end', reason }, 60, 'WK9'), override: true },
      closed(61),
    ])
    expect(publicViewOf(over.state)).toMatchObject({ state: 'cancelled' })
  })
})
