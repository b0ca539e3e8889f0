import { describe, expect, it } from 'vitest'
import { stateWord } from '../../../src/features/video-escalation/announce.ts'
import { countMinutes, minutesAt } from '../../../src/features/video-escalation/minutes.ts'
import type { Settings } from '../../../src/features/video-escalation/model.ts'
import { publicViewOf } from '../../../src/features/video-escalation/public-view.ts'
import { isServed } from '../../../src/features/video-escalation/serving.ts'
import { supervisorBehind } from '../../../src/features/video-escalation/supervisors.ts'
import {
  asks,
  at,
  came,
  fired,
  id,
  kinds,
  left,
  putOut,
  roomEnded,
  type Told,
  taskOver,
  tell,
  timers,
  untilInvited,
  untilLive,
} from './story.ts'

const sue = { workerSid: `WK${'9'.repeat(32)}` }
const wants = (second: number, escalationId = id) => asks('supervisor', second, { ...sue, escalationId })
const told = (...events: Parameters<typeof tell>[0]) => tell([...untilLive(), ...events])
const joined = (...events: Parameters<typeof tell>[0]) => told(wants(30), came('supervisor', 31), ...events)
const wordOf = ({ state }: Told) => stateWord(state.video)
const videoOf = ({ state: { video } }: Told) => {
  if (video.phase === 'idle') throw new Error('There is no video')
  return video
}
const clocksOf = (story: Told) => timers(story).filter(({ timer }) => timer === 'unattended')

describe('a supervisor’s seat', () => {
  it('is given while both or the agent are in the room, and is recorded as theirs', () => {
    const story = told(wants(30))
    expect(story.refusal).toBeUndefined()
    expect(videoOf(story).supervisors).toEqual({ 'supervisor-0001': sue })
    expect(tell([...untilInvited(), came('agent', 15), wants(20)]).refusal).toBeUndefined()
  })

  it.each<readonly [string, Parameters<typeof tell>[0], Partial<Settings>, string]>([
    ['where joining is switched off', [...untilLive(), wants(30)], { maySupervisorsJoin: false }, 'joining-off'],
    ['while nobody is in the room', [...untilInvited(), wants(20)], {}, 'nobody-in-call'],
    [
      'once both have left',
      [...untilLive(), left('agent', 40, 15), left('customer', 41, 21), wants(42)],
      {},
      'nobody-in-call',
    ],
    ['once it is over', [...untilLive(), taskOver(40), wants(41)], {}, 'ended'],
    ['of another video', [...untilLive(), wants(30, 'esc-x')], {}, 'ended'],
  ])('is refused %s', (_, events, rules, code) => {
    expect(tell(events, rules).refusal).toMatchObject({ code, retryable: false })
  })

  it('makes no room, neither for an empty one nor after it has ended', () => {
    const empty = told(left('agent', 40, 15), left('customer', 41, 21))
    const asleep = told(roomEnded(60))
    for (const { state } of [empty, asleep]) expect(kinds(tell([wants(70)], {}, state))).toEqual([])
    expect(asleep.state.video.phase).toBe('asleep')
  })
})

describe('a supervisor in the room', () => {
  it('does not serve a customer, who still waits', () => {
    const story = tell([...untilInvited(), came('customer', 20), wants(21), came('supervisor', 22)])
    expect(wordOf(story)).toBe('waiting')
    expect(isServed(story.state, videoOf(story))).toBe(false)
    const gated = tell([...untilInvited(), came('agent', 15), wants(16), came('supervisor', 17), left('agent', 18, 3)])
    expect(tell([asks('customer', 19)], { hasWaitingRoom: true }, gated.state).refusal).toMatchObject({
      code: 'agent-not-here',
    })
  })

  it('does not change the state of the call by joining or leaving, and does not keep it live', () => {
    expect(wordOf(joined())).toBe('live')
    expect(kinds(joined())).toEqual(kinds(told()))
    expect(wordOf(joined(left('agent', 40, 15)))).toBe('lost')
    expect(wordOf(joined(left('supervisor', 40, 9)))).toBe('live')
  })

  it('does not keep a video from ending whose customer is left alone', () => {
    const alone = joined(left('agent', 40, 15))
    expect(timers(alone)).toMatchObject([{ timer: 'lost', of: `${id}-${at(40)}` }])
    expect(videoOf(tell([fired('lost', 340, `${id}-${at(40)}`)], {}, alone.state))).toMatchObject({
      phase: 'ending',
      causes: [{ why: 'left-alone' }],
    })
  })

  it('counts in the minutes used, and leaves the minutes of a customer alone solo', () => {
    const { minutes, rates } = countMinutes(videoOf(joined(left('agent', 40, 15))))
    expect(rates).toEqual({ used: 2, solo: 1, late: 0, idle: 0 })
    expect(minutesAt({ minutes, rates }, at(50))).toMatchObject({
      solo: 15_000,
      used: 30_000 + 15_000 + 19_000,
    })
  })

  it('does not keep the room open after wrap-up', () => {
    expect(kinds(joined(taskOver(40)))).toContain('room.close')
  })

  it('does not keep a video from expiring with its link once both sides have left', () => {
    const both = joined(left('agent', 40, 15), left('customer', 41, 21))
    const late = fired('link', 4_000, `${id}-1`)
    expect(videoOf(tell([late], {}, both.state))).toMatchObject({ causes: [{ why: 'link-expired' }] })
    const talking = joined()
    expect(videoOf(tell([late], {}, talking.state)).phase).toBe('open')
  })
})

describe('a supervisor alone in the room', () => {
  const both = () => joined(left('agent', 40, 15), left('customer', 41, 21))
  const clock = `${id}-${at(41)}`

  it('is removed 15 s after the last side left', () => {
    expect(clocksOf(both())).toEqual([{ type: 'timer.wait', timer: 'unattended', of: clock, after: 15_000 }])
    expect(putOut(tell([fired('unattended', 56, clock)], {}, both().state))).toEqual(['PAs1'])
  })

  it('stays when a side came back, and the timer of an earlier leaving does nothing', () => {
    const back = tell([came('agent', 45, 2)], {}, both().state)
    expect(putOut(tell([fired('unattended', 56, clock)], {}, back.state))).toEqual([])
    const again = tell([left('agent', 50, 5, 2)], {}, back.state)
    expect(clocksOf(again)).toMatchObject([{ of: `${id}-${at(50)}` }])
    expect(putOut(tell([fired('unattended', 56, clock)], {}, again.state))).toEqual([])
  })

  it('gets a timer each time they join a room that both sides have left', () => {
    const empty = told(wants(30), left('agent', 40, 15), left('customer', 41, 21))
    expect(clocksOf(empty)).toEqual([])
    const late = tell([came('supervisor', 50)], {}, empty.state)
    expect(clocksOf(late)).toMatchObject([{ of: `${id}-${at(50)}` }])
    const again = tell([left('supervisor', 66, 16), came('supervisor', 70, 2)], {}, late.state)
    expect(clocksOf(again)).toMatchObject([{ of: `${id}-${at(70)}` }])
  })
})

describe('the presence of a supervisor', () => {
  it('is in the public view, and their worker is on the timeline', () => {
    const came31 = came('supervisor', 31)
    const story = told(wants(30), came31)
    expect(publicViewOf(story.state)).toMatchObject({ isSupervisorHere: true, isAgentHere: true })
    expect(supervisorBehind(story.state, came31)).toBe(sue.workerSid)
    expect(supervisorBehind(story.state, came('agent', 31))).toBeUndefined()
    expect(publicViewOf(told().state)).not.toHaveProperty('isSupervisorHere')
  })
})
