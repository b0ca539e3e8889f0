import { describe, expect, it } from 'vitest'
import type { Effect, Event } from '../../join-page/src/journey/model.ts'
import { given, left, play, refused, start, toChoose, toJoining, told, toRoom, toWaiting } from './a-journey.ts'

describe('an end', () => {
  it.each([
    [53118, 'ended'],
    [53205, 'elsewhere'],
    [53216, 'time-up'],
    [undefined, 'removed'],
  ])('after code %s says "%s", and stops camera and microphone', (code, why) => {
    const { screen, does } = play([...toRoom, left(code)])
    expect(screen).toEqual({ is: 'dead', why })
    expect(does('media.stop')).toHaveLength(1)
  })

  it('says "agent-gone" after code 53118 where the server says that one side was left alone', () => {
    const { screen } = play([...toRoom, told({ link: 'ended', why: 'left-alone' }), left(53118)])
    expect(screen).toEqual({ is: 'dead', why: 'agent-gone' })
  })

  it('does not come when only the token expired: the seat is renewed', () => {
    const { screen, does } = play([...toRoom, left(20104), given, { type: 'room.joined' }])
    expect(screen.is).toBe('room')
    expect(does('seat.ask')).toHaveLength(2)
  })

  it.each([
    [53105, 'full'],
    [53205, 'elsewhere'],
    [53000, 'connection'],
    [20101, 'failed'],
    [undefined, 'failed'],
  ])('a room that refuses with %s leads to "%s"', (code, why) => {
    expect(play([...toJoining, given, { type: 'room.refused', code }]).screen).toEqual({ is: 'dead', why })
  })

  it.each([53118, 53106, 20104])('a room that refuses with %s causes a request for a new seat', (code) => {
    const { screen, does } = play([...toJoining, given, { type: 'room.refused', code }])
    expect(screen.is).toBe('joining')
    expect(does('seat.ask')).toHaveLength(2)
  })

  it.each(['ended', 'revoked', 'expired', 'removed'] as const)(
    'a link that is %s ends every screen before the room',
    (link) => {
      const toMove = [...toJoining, refused('seat-taken')]
      for (const way of [[], [told()], toChoose, toJoining, toMove, toWaiting])
        expect(play([...way, told({ link })]).screen).toEqual({ is: 'dead', why: link })
      const atGate = play([told()], { ...start, browser: 'old' }).journey
      expect(play([told({ link })], atGate).screen).toEqual({ is: 'dead', why: link })
    },
  )

  it.each(['revoked', 'removed'] as const)(
    'a link that is %s ends the room, and camera and microphone stop',
    (link) => {
      const { screen, does } = play([...toRoom, told({ link })])
      expect(screen).toEqual({ is: 'dead', why: link })
      expect(does('room.leave')).toHaveLength(1)
      expect(does('media.stop')).toHaveLength(1)
    },
  )

  it('a link that expires leaves the customer in the room', () => {
    expect(play([...toRoom, told({ link: 'expired' })]).screen.is).toBe('room')
  })

  it('is that of a replaced link, whether the room or the server reports first', () => {
    const replaced = { is: 'dead', why: 'revoked' }
    expect(play([...toRoom, left(), told({ link: 'revoked' })]).screen).toEqual(replaced)
    expect(play([...toRoom, told({ link: 'revoked' }), left()]).screen).toEqual(replaced)
  })

  it('by leaving stops the devices once, outlasts the end of the link, and can be undone', () => {
    const gone = play([...toRoom, { type: 'leave.pressed' }, told({ link: 'ended' })])
    expect(gone.screen.is).toBe('left')
    expect(gone.does('media.stop')).toHaveLength(1)
    const { screen, does } = play([...toRoom, { type: 'leave.pressed' }, { type: 'rejoin.pressed' }, given])
    expect(screen.is).toBe('joining')
    expect(does('media.start')).toHaveLength(1)
    expect(does('room.enter')).toHaveLength(2)
  })
})

describe('a room lost with the network', () => {
  const offline = refused('no-connection', true)
  const joined: Event = { type: 'room.joined' }
  const pauses = (effects: readonly Effect[]) =>
    effects.flatMap((each) => (each.type === 'seat.ask' ? [each.after] : [])).slice(1)

  it.each([53000, 53001, 53204, 53405])(
    'is entered again at once after code %s, with the devices as they are, and the step is reported again',
    (code) => {
      const { screen, does, effects } = play([...toRoom, left(code), given, joined])
      expect(screen).toEqual({ is: 'room' })
      expect(pauses(effects)).toEqual([0])
      expect([...does('media.stop'), ...does('media.start')]).toEqual([])
      expect(does('step.report').slice(-2)).toMatchObject([{ step: 'joined' }, { step: 'joined' }])
    },
  )

  it('is tried 30 times without a network, with pauses that grow from 0 to 10 s, and then given up', () => {
    const trying = [...toRoom, left(53001), ...Array<Event>(29).fill(offline)]
    const { screen, does, effects } = play(trying)
    expect(screen).toEqual({ is: 'joining' })
    expect(pauses(effects)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...Array<number>(20).fill(10)].map((s) => s * 1_000))
    expect(does('media.stop')).toEqual([])
    const givenUp = play([...trying, offline])
    expect(givenUp.screen).toEqual({ is: 'dead', why: 'connection' })
    expect(givenUp.does('media.stop')).toHaveLength(1)
    expect(givenUp.does('seat.ask')).toHaveLength(31)
  })

  it.each([53000, 53001, 53006, 53405])('is tried again when it refuses with %s on the way back', (code) => {
    const { screen, effects } = play([...toRoom, left(53001), given, { type: 'room.refused', code }])
    expect(screen).toEqual({ is: 'joining' })
    expect(pauses(effects)).toEqual([0, 1_000])
  })

  it('is given up after three that were lost within their first minute', () => {
    const round: readonly Event[] = [given, joined, left(53405)]
    const twice = play([...toRoom, left(53405), ...round, ...round])
    expect(twice.screen).toEqual({ is: 'joining' })
    expect(play(round, twice.journey).screen).toEqual({ is: 'dead', why: 'connection' })
  })

  it('is entered again at once, and tried 30 times again, after a minute in the room', () => {
    const before = play([
      ...toRoom,
      left(53001),
      ...Array<Event>(29).fill(offline),
      given,
      joined,
      { type: 'room.held' },
    ])
    const { effects, journey } = play([left(53001)], before.journey)
    expect(effects).toMatchObject([{ type: 'seat.ask', after: 0 }])
    expect(journey.tries).toBe(1)
  })

  it.each([
    ['the agent has gone', refused('agent-not-here', true), { is: 'waiting', since: 7 }],
    ['it ended', told({ link: 'ended' }), { is: 'dead', why: 'ended' }],
    ['the seat is another device’s', refused('seat-taken'), { is: 'move' }],
    ['the customer has left', { type: 'leave.pressed' } as const, { is: 'left' }],
  ])('is not entered again when %s meanwhile', (_, event, screen) => {
    expect(play([...toRoom, left(53001), event]).screen).toEqual(screen)
  })

  it('is tried with one press after it was given up, and by itself again from then on', () => {
    const dead = play([...toRoom, left(53001), ...Array<Event>(30).fill(offline)]).journey
    const { screen, effects } = play([{ type: 'rejoin.pressed' }, given, joined, left(53001)], dead)
    expect(screen).toEqual({ is: 'joining' })
    expect(effects.at(-1)).toMatchObject({ type: 'seat.ask', after: 0 })
  })
})
