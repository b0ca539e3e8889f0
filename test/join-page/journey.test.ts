import { describe, expect, it } from 'vitest'
import { atStart } from '../../join-page/src/journey/at-start.ts'
import { decide } from '../../join-page/src/journey/decide.ts'
import type { Effect, Event, Journey, Screen } from '../../join-page/src/journey/model.ts'
import type { GivenSeat, PageState } from '../../webhooks/join/page-state.ts'
import { aPageState } from './a-page-state.ts'

const server = aPageState()
const start = atStart('good')
const seat: GivenSeat = { token: 't', roomSid: 'RM1', identity: 'customer-1', expiresAt: '' }

const told = (changes: Partial<PageState> = {}): Event => ({ type: 'server.told', state: { ...server, ...changes } })
const refused = (code: string, retryable = false): Event => ({ type: 'seat.refused', code, retryable, at: 7 })
const left = (code?: number): Event => ({ type: 'room.left', code })
const pressed = { type: 'join.pressed', isConsenting: false } as const
const given = { type: 'seat.given', seat } as const

/** Plays events; `effects` are those of all of them. */
function play(events: readonly Event[], from: Journey = start) {
  const effects: Effect[] = []
  const journey = events.reduce((before, event) => {
    const decision = decide(before, event)
    effects.push(...decision.effects)
    return decision.journey
  }, from)
  const does = (type: Effect['type']) => effects.filter((each) => each.type === type)
  return { journey, screen: journey.screen, effects, does }
}

const toChoose: readonly Event[] = [told(), { type: 'welcome.passed' }]
const toJoining: readonly Event[] = [...toChoose, pressed]
const toWaiting: readonly Event[] = [...toJoining, refused('agent-not-here', true)]
const toRoom: readonly Event[] = [...toJoining, given, { type: 'room.joined' }]

describe('the way in', () => {
  it('leads from the link to the room with one seat, one entry and two steps told', () => {
    const { screen, effects } = play(toRoom)
    expect(screen).toEqual({ is: 'room' })
    expect(effects).toEqual([
      { type: 'step.tell', step: 'opened' },
      { type: 'room.prefetch' },
      { type: 'seat.ask', takeOver: false, isConsenting: false, after: 0 },
      { type: 'room.enter', seat },
      { type: 'step.tell', step: 'joined' },
    ])
  })

  it('asks for one seat and enters once when Join is pressed three times', () => {
    const { does } = play([...toChoose, pressed, pressed, pressed, given, { type: 'room.joined' }])
    expect(does('seat.ask')).toHaveLength(1)
    expect(does('room.enter')).toHaveLength(1)
  })

  it('leaves a room again that opened after the person had left', () => {
    const { screen, does } = play([...toJoining, given, { type: 'leave.pressed' }, { type: 'room.joined' }])
    expect(screen.is).toBe('left')
    expect(does('room.leave')).toHaveLength(2)
  })

  it.each(['in-app', 'unsupported', 'insecure', 'old'] as const)(
    'shows a browser that is %s the gate first, tells so, and goes on when the gate is passed',
    (browser) => {
      const { screen, does } = play([told()], { ...start, browser })
      expect(screen).toEqual({ is: 'gate', browser })
      expect(does('step.tell')).toMatchObject([{ detail: browser }])
      expect(play([told(), { type: 'gate.passed' }], { ...start, browser }).screen.is).toBe('welcome')
    },
  )

  it('goes straight back after a refresh in the call, with devices on and the consent given before', () => {
    const { screen, does } = play([told()], { ...start, isComingBack: true, isConsenting: true })
    expect(screen.is).toBe('joining')
    expect(does('media.start')).toHaveLength(1)
    expect(does('seat.ask')).toMatchObject([{ isConsenting: true, takeOver: false }])
  })

  it('asks again after 1 s where the server says "not yet" or is out of reach', () => {
    const { screen, does } = play([...toJoining, refused('room-not-ready', true), refused('no-connection', true)])
    expect(screen.is).toBe('joining')
    expect(does('seat.ask').map((each) => 'after' in each && each.after)).toEqual([0, 1000, 1000])
  })
})

describe('the waiting room', () => {
  it('is entered when no agent is there, and keeps its beginning', () => {
    const { screen, does } = play([
      ...toWaiting,
      { type: 'line.connected' },
      { ...refused('agent-not-here'), at: 99 } as Event,
    ])
    expect(screen).toEqual({ is: 'waiting', since: 7 })
    expect(does('step.tell').at(-1)).toEqual({ type: 'step.tell', step: 'waiting' })
  })

  it('is left by itself when the agent comes, once', () => {
    const here = told({ isAgentHere: true })
    const { screen, does } = play([...toWaiting, here, here, here, given])
    expect(screen.is).toBe('joining')
    expect(does('seat.ask')).toHaveLength(2)
    expect(does('room.enter')).toHaveLength(1)
  })

  it('stays on screen while the seat is asked for', () => {
    expect(play([...toWaiting, told({ isAgentHere: true })]).screen.is).toBe('waiting')
  })

  it('asks for the seat again when the connection to the server is back', () => {
    expect(play([...toWaiting, { type: 'line.connected' }]).does('seat.ask')).toHaveLength(2)
  })
})

describe('seats', () => {
  it('a second device asks before it takes over', () => {
    const { screen } = play([...toJoining, refused('seat-taken')])
    expect(screen.is).toBe('move')
    const { screen: next, does } = play([...toJoining, refused('seat-taken'), { type: 'move.pressed' }])
    expect(next.is).toBe('joining')
    expect(does('seat.ask').at(-1)).toMatchObject({ takeOver: true })
  })

  it.each([
    ['in the room', toRoom],
    ['while waiting', toWaiting],
  ])('the first device is told %s, and leaves the room and its devices', (_, way) => {
    const { screen, does } = play([...way, told({ seat: 'elsewhere' })])
    expect(screen).toEqual({ is: 'dead', why: 'elsewhere' })
    expect(does('room.leave')).toHaveLength(1)
    expect(does('media.stop')).toHaveLength(1)
  })

  it('the first device takes the seat back with one press, and its devices on', () => {
    const { does } = play([
      ...toRoom,
      told({ seat: 'elsewhere' }),
      told({ seat: 'elsewhere' }),
      { type: 'move.pressed' },
    ])
    expect(does('seat.ask').at(-1)).toMatchObject({ takeOver: true })
    expect(does('media.start')).toHaveLength(1)
  })

  it('a window that was opened out of the call takes it over without a question', () => {
    const { screen, does } = play([told({ seat: 'elsewhere' })], { ...start, isMovingIn: true })
    expect(screen.is).toBe('joining')
    expect(does('seat.ask')).toMatchObject([{ takeOver: true }])
  })

  it('a page that has not joined stays where it is when somebody else takes the seat', () => {
    expect(play([...toChoose, told({ seat: 'elsewhere' })]).screen.is).toBe('choose')
  })
})

describe('the end', () => {
  it.each([
    [53118, 'ended'],
    [53205, 'elsewhere'],
    [53216, 'time-up'],
    [53001, 'connection'],
    [53405, 'connection'],
    [53000, 'connection'],
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

  it('does not come when only the token ran out: the seat is renewed', () => {
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
  ])('a room that lets nobody in with %s leads to "%s"', (code, why) => {
    expect(play([...toJoining, given, { type: 'room.refused', code }]).screen).toEqual({ is: 'dead', why })
  })

  it.each([53118, 53106, 20104])('a room that refuses with %s is asked for anew', (code) => {
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

  it('a link that expires leaves the person in the room', () => {
    expect(play([...toRoom, told({ link: 'expired' })]).screen.is).toBe('room')
  })

  it('says that the link was replaced, whether the room or the server tells first', () => {
    const replaced = { is: 'dead', why: 'revoked' }
    expect(play([...toRoom, left(), told({ link: 'revoked' })]).screen).toEqual(replaced)
    expect(play([...toRoom, told({ link: 'revoked' }), left()]).screen).toEqual(replaced)
  })

  it('leaving stops the devices once, outlasts the end of the link, and can be taken back', () => {
    const gone = play([...toRoom, { type: 'leave.pressed' }, told({ link: 'ended' })])
    expect(gone.screen.is).toBe('left')
    expect(gone.does('media.stop')).toHaveLength(1)
    const { screen, does } = play([...toRoom, { type: 'leave.pressed' }, { type: 'rejoin.pressed' }, given])
    expect(screen.is).toBe('joining')
    expect(does('media.start')).toHaveLength(1)
    expect(does('room.enter')).toHaveLength(2)
  })
})

it('2,000 random orders of 30 events never ask twice at the same time, enter without a seat, or want one at an end', () => {
  const events: readonly Event[] = [
    told(),
    told({ isAgentHere: true }),
    told({ seat: 'elsewhere' }),
    told({ link: 'ended' }),
    { type: 'line.connected' },
    { type: 'welcome.passed' },
    pressed,
    given,
    refused('agent-not-here', true),
    refused('seat-taken'),
    { type: 'room.joined' },
    left(53118),
    { type: 'leave.pressed' },
    { type: 'rejoin.pressed' },
    { type: 'move.pressed' },
  ]
  let seed = 1
  const next = (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % most
  }
  for (let run = 0; run < 2_000; run++) {
    let journey = start
    let asking = 0
    for (let step = 0; step < 30; step++) {
      const event = events[next(events.length)] ?? told()
      if (event.type.startsWith('seat.') && asking === 0) continue
      const decision = decide(journey, event)
      if (event.type.startsWith('seat.')) asking -= 1
      asking += decision.effects.filter((each) => each.type === 'seat.ask').length
      expect(asking).toBeLessThanOrEqual(1)
      const enters = decision.effects.some((each) => each.type === 'room.enter')
      if (enters) expect(event.type).toBe('seat.given')
      const shown: Screen['is'] = decision.journey.screen.is
      if (shown === 'dead' || shown === 'left') expect(decision.journey.isWanting).toBe(false)
      journey = decision.journey
    }
  }
})
