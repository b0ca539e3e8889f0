import { describe, expect, it } from 'vitest'
import type { Event, Journey } from '../../join-page/src/journey/model.ts'
import { connected, givenTo, play, refused, start, toChoose, toJoining, told, toRoom } from './a-journey.ts'

describe('a late answer', () => {
  const leave: Event = { type: 'leave.pressed' }
  const back: Event = { type: 'rejoin.pressed' }

  it('to a request for a seat that is not wanted any more is ignored, and the server gets another report of leaving', () => {
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

  it('does not hold up a customer who rejoins at once, and neither answers nor ends the new request', () => {
    const again = [...toJoining, leave, back]
    expect(play(again).does('seat.ask')).toMatchObject([{ n: 1 }, { n: 2 }])
    for (const answer of [givenTo(1), refused('agent-not-here', true, 1), refused('ended', false, 1)]) {
      const { screen, does, journey } = play([...again, answer])
      expect([screen.is, journey.isAsking]).toEqual(['joining', true])
      expect(does('room.enter')).toEqual([])
      expect(play([...again, answer, givenTo(2)]).does('room.enter')).toHaveLength(1)
    }
  })

  it('does not come where no request is due any more: the retry is forgotten', () => {
    const retrying = [...toJoining, refused('room-not-ready', true)]
    expect(play([...retrying, leave]).does('seat.forget')).toHaveLength(1)
    expect(play([...retrying, told({ link: 'ended' })]).does('seat.forget')).toHaveLength(1)
    expect(play([...toRoom, leave]).does('seat.forget')).toEqual([])
  })
})

describe('when the server is reachable again', () => {
  const again = { type: 'step.report-again', isForgotten: true }
  const atGate = play([told()], { ...start, browser: 'old' }).journey

  it.each<readonly [string, readonly Event[], Journey]>([
    ['the welcome', [told()], start],
    ['the gate', [], atGate],
    ['the choice of devices', toChoose, start],
    ['the way in', toJoining, start],
    ['the room', toRoom, start],
    ['the page after leaving', [...toRoom, { type: 'leave.pressed' }], start],
  ])('%s reports its step again', (_, way, from) => {
    expect(play([...way, connected()], from).effects.at(-1)).toEqual(again)
  })

  it('a dead end reports none: the customer is on another device, or gone', () => {
    expect(play([...toRoom, told({ seat: 'elsewhere' }), connected()]).does('step.report-again')).toEqual([])
  })

  it('and was not away, a step is reported again only if it was lost', () => {
    expect(play([...toChoose, connected(false)]).effects.at(-1)).toEqual({ ...again, isForgotten: false })
  })
})

describe('an opened link', () => {
  const unseen = { ...start, isPersonSeen: false }
  const seen: Event = { type: 'person.seen' }

  it('is reported once, when the customer uses the page', () => {
    expect(play([told()], unseen).does('step.report')).toEqual([])
    for (const order of [
      [told(), seen],
      [seen, told()],
      [told(), seen, seen],
    ])
      expect(play(order, unseen).does('step.report')).toEqual([{ type: 'step.report', step: 'opened' }])
  })

  it('of a browser without the needed features waits for that, too', () => {
    const inApp: Journey = { ...unseen, browser: 'in-app' }
    expect(play([told()], inApp).does('step.report')).toEqual([])
    expect(play([told(), seen], inApp).does('step.report')).toMatchObject([{ step: 'in-app-browser' }])
  })

  it('is not reported after a later step', () => {
    expect(play([...toChoose, seen], unseen).does('step.report')).toEqual([])
  })
})
