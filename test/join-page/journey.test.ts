import { describe, expect, it } from 'vitest'
import type { Event } from '../../join-page/src/journey/model.ts'
import {
  connected,
  given,
  play,
  pressed,
  refused,
  seat,
  start,
  toChoose,
  toJoining,
  told,
  toRoom,
  toWaiting,
} from './a-journey.ts'

describe('the way in', () => {
  it('leads from the link to the room with one seat, one entry and two reported steps', () => {
    const { screen, effects } = play(toRoom)
    expect(screen).toEqual({ is: 'room' })
    expect(effects).toEqual([
      { type: 'step.report', step: 'opened' },
      { type: 'room.prefetch' },
      { type: 'seat.ask', n: 1, takeOver: false, isConsenting: false, after: 0 },
      { type: 'room.enter', seat },
      { type: 'step.report', step: 'joined' },
    ])
  })

  it('makes one request for a seat and enters once when Join is pressed three times', () => {
    const { does } = play([...toChoose, pressed, pressed, pressed, given, { type: 'room.joined' }])
    expect(does('seat.ask')).toHaveLength(1)
    expect(does('room.enter')).toHaveLength(1)
  })

  it('leaves a room that opened after the customer had left', () => {
    const { screen, does } = play([...toJoining, given, { type: 'leave.pressed' }, { type: 'room.joined' }])
    expect(screen.is).toBe('left')
    expect(does('room.leave')).toHaveLength(2)
  })

  it.each(['in-app', 'unsupported', 'insecure', 'old'] as const)(
    'shows a browser that is %s the gate first, reports it, and continues after the gate',
    (browser) => {
      const { screen, does } = play([told()], { ...start, browser })
      expect(screen).toEqual({ is: 'gate', browser })
      expect(does('step.report')).toMatchObject([{ detail: browser }])
      expect(play([told(), { type: 'gate.passed' }], { ...start, browser }).screen.is).toBe('welcome')
    },
  )

  it('goes directly back after a reload in the call, with devices on and the earlier consent', () => {
    const { screen, does } = play([told()], { ...start, isComingBack: true, isConsenting: true })
    expect(screen.is).toBe('joining')
    expect(does('media.start')).toHaveLength(1)
    expect(does('seat.ask')).toMatchObject([{ isConsenting: true, takeOver: false }])
  })

  it('repeats its request after 1 s where the server answers "not yet" or is unreachable', () => {
    const { screen, does } = play([...toJoining, refused('room-not-ready', true), refused('no-connection', true)])
    expect(screen.is).toBe('joining')
    expect(does('seat.ask').map((each) => 'after' in each && each.after)).toEqual([0, 1000, 1000])
  })
})

describe('the waiting room', () => {
  it('opens when no agent is there, and keeps the time of its beginning', () => {
    const { screen, does } = play([...toWaiting, connected(), { ...refused('agent-not-here'), at: 99 } as Event])
    expect(screen).toEqual({ is: 'waiting', since: 7 })
    expect(does('step.report').at(-1)).toEqual({ type: 'step.report', step: 'waiting' })
  })

  it('is left by itself when the agent comes, once', () => {
    const here = told({ isAgentHere: true })
    const { screen, does } = play([...toWaiting, here, here, here, given])
    expect(screen.is).toBe('joining')
    expect(does('seat.ask')).toHaveLength(2)
    expect(does('room.enter')).toHaveLength(1)
  })

  it('stays on screen during the request for a seat', () => {
    expect(play([...toWaiting, told({ isAgentHere: true })]).screen.is).toBe('waiting')
  })

  it('repeats the request for a seat when the connection to the server is back', () => {
    expect(play([...toWaiting, connected()]).does('seat.ask')).toHaveLength(2)
  })
})

describe('seats', () => {
  it('on a second device are taken over after a question', () => {
    const { screen } = play([...toJoining, refused('seat-taken')])
    expect(screen.is).toBe('move')
    const { screen: next, does } = play([...toJoining, refused('seat-taken'), { type: 'move.pressed' }])
    expect(next.is).toBe('joining')
    expect(does('seat.ask').at(-1)).toMatchObject({ takeOver: true })
  })

  it.each([
    ['in the room', toRoom],
    ['while waiting', toWaiting],
  ])('on the first device are lost %s: it leaves the room and stops its devices', (_, way) => {
    const { screen, does } = play([...way, told({ seat: 'elsewhere' })])
    expect(screen).toEqual({ is: 'dead', why: 'elsewhere' })
    expect(does('room.leave')).toHaveLength(1)
    expect(does('media.stop')).toHaveLength(1)
  })

  it('on the first device come back with one press, with its devices on', () => {
    const { does } = play([
      ...toRoom,
      told({ seat: 'elsewhere' }),
      told({ seat: 'elsewhere' }),
      { type: 'move.pressed' },
    ])
    expect(does('seat.ask').at(-1)).toMatchObject({ takeOver: true })
    expect(does('media.start')).toHaveLength(1)
  })

  it('of the call’s own window are taken over without a question', () => {
    const { screen, does } = play([told({ seat: 'elsewhere' })], { ...start, isMovingIn: true })
    expect(screen.is).toBe('joining')
    expect(does('seat.ask')).toMatchObject([{ takeOver: true }])
  })

  it('of others do not change a page that has not joined', () => {
    expect(play([...toChoose, told({ seat: 'elsewhere' })]).screen.is).toBe('choose')
  })
})
