import { describe, expect, it } from 'vitest'
import type { Event, Journey } from '../../join-page/src/journey/model.ts'
import { connected, givenTo, play, refused, start, toChoose, toJoining, told, toRoom } from './a-journey.ts'

describe('an answer that is too late', () => {
  const leave: Event = { type: 'leave.pressed' }
  const back: Event = { type: 'rejoin.pressed' }

  it('to a seat that nobody wants any more leads nowhere, and the server is told once more that they left', () => {
    for (const answer of [givenTo(1), refused('agent-not-here', true, 1), refused('no-connection', true, 1)]) {
      const { screen, does, journey } = play([...toJoining, leave, answer])
      expect([screen.is, journey.isAsking]).toEqual(['left', false])
      expect(does('room.enter')).toEqual([])
      expect(does('seat.ask')).toHaveLength(1)
      expect(does('step.report').slice(-2)).toEqual([
        { type: 'step.report', step: 'left' },
        { type: 'step.report', step: 'left' },
      ])
    }
  })

  it('does not hold up who goes back in at once, and neither answers nor ends the new asking', () => {
    const again = [...toJoining, leave, back]
    expect(play(again).does('seat.ask')).toMatchObject([{ n: 1 }, { n: 2 }])
    for (const answer of [givenTo(1), refused('agent-not-here', true, 1), refused('ended', false, 1)]) {
      const { screen, does, journey } = play([...again, answer])
      expect([screen.is, journey.isAsking]).toEqual(['joining', true])
      expect(does('room.enter')).toEqual([])
      expect(play([...again, answer, givenTo(2)]).does('room.enter')).toHaveLength(1)
    }
  })

  it('is none where nothing was to be asked for any more: the retry is forgotten', () => {
    const retrying = [...toJoining, refused('room-not-ready', true)]
    expect(play([...retrying, leave]).does('seat.forget')).toHaveLength(1)
    expect(play([...retrying, told({ link: 'ended' })]).does('seat.forget')).toHaveLength(1)
    expect(play([...toRoom, leave]).does('seat.forget')).toEqual([])
  })
})

describe('when the server is there again', () => {
  const again = { type: 'step.report-again', isForgotten: true }
  const atGate = play([told()], { ...start, browser: 'old' }).journey

  it.each<readonly [string, readonly Event[], Journey]>([
    ['the welcome', [told()], start],
    ['the gate', [], atGate],
    ['the choice of devices', toChoose, start],
    ['the way in', toJoining, start],
    ['the room', toRoom, start],
    ['the page of who left', [...toRoom, { type: 'leave.pressed' }], start],
  ])('%s tells its step again', (_, way, from) => {
    expect(play([...way, connected()], from).effects.at(-1)).toEqual(again)
  })

  it('a dead end tells none: who is there is on another device, or nobody', () => {
    expect(play([...toRoom, told({ seat: 'elsewhere' }), connected()]).does('step.report-again')).toEqual([])
  })

  it('and was not away, a step is told again only if it did not get through', () => {
    expect(play([...toChoose, connected(false)]).effects.at(-1)).toEqual({ ...again, isForgotten: false })
  })
})

describe('an opening', () => {
  const unseen = { ...start, isPersonSeen: false }
  const seen: Event = { type: 'person.seen' }

  it('is told once somebody uses the page, and once', () => {
    expect(play([told()], unseen).does('step.report')).toEqual([])
    for (const order of [
      [told(), seen],
      [seen, told()],
      [told(), seen, seen],
    ])
      expect(play(order, unseen).does('step.report')).toEqual([{ type: 'step.report', step: 'opened' }])
  })

  it('of a browser that cannot do it all waits for that, too', () => {
    const inApp: Journey = { ...unseen, browser: 'in-app' }
    expect(play([told()], inApp).does('step.report')).toEqual([])
    expect(play([told(), seen], inApp).does('step.report')).toMatchObject([{ step: 'in-app-browser' }])
  })

  it('is no news any more when they have gone on', () => {
    expect(play([...toChoose, seen], unseen).does('step.report')).toEqual([])
  })
})
