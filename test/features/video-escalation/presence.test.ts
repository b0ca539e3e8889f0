import { describe, expect, it } from 'vitest'
import { stateWord } from '../../../src/features/video-escalation/announce.ts'
import type { Event } from '../../../src/features/video-escalation/model.ts'
import { togetherMs, withPerson } from '../../../src/features/video-escalation/presence.ts'
import { viewOf } from '../../../src/features/video-escalation/view.ts'
import { at, came, conversationSid, kinds, left, roomName, roomSid, tell, untilInvited, untilLive } from './story.ts'

const word = (...events: Parameters<typeof tell>[0]) => stateWord(tell(events).state.video)

describe('who is in the room', () => {
  it('is waiting with one, live with both, lost when one is left alone', () => {
    expect(word(...untilInvited(), came('customer', 20))).toBe('waiting')
    expect(word(...untilInvited(), came('agent', 20))).toBe('waiting')
    expect(word(...untilLive())).toBe('live')
    expect(word(...untilLive(), left('customer', 60, 40))).toBe('lost')
  })

  it('is live again when the lost one returns, and stops the clock', () => {
    const told = tell([...untilLive(), left('customer', 60, 40), came('customer', 70, 2)])
    expect(stateWord(told.state.video)).toBe('live')
    expect(told.state.video).not.toHaveProperty('lostAt')
  })

  it('ends a video in which somebody stayed alone too long, and not one where they met again', () => {
    const lost = tell([...untilLive(), left('customer', 60, 40)])
    const timer = lost.effects.find((each) => each.type === 'timer.wait' && each.timer === 'lost')
    expect(timer).toMatchObject({ after: 300_000 })
    const of = timer?.type === 'timer.wait' ? timer.of : ''
    const fired = { id: 't', key: conversationSid, at: at(400), type: 'timer.fired', timer: 'lost', of } as const
    expect(tell([fired], {}, lost.state).state.video).toMatchObject({
      phase: 'ending',
      causes: [{ why: 'left-alone' }],
    })
    const met = tell([came('customer', 70, 2), fired], {}, lost.state)
    expect(met.state.video.phase).toBe('open')
  })

  it('never ends a lonely one where the time-out is off', () => {
    expect(
      kinds(tell([...untilLive(), left('customer', 60, 40)], { lostAfterMs: 0 })).filter(
        (each) => each === 'timer.wait',
      ),
    ).toHaveLength(1)
  })

  it('understands a departure heard before the arrival', () => {
    expect(word(...untilInvited(), left('customer', 60, 40), came('customer', 20))).toBe('invited')
    expect(tell([...untilInvited(), left('customer', 60, 40), came('customer', 20)]).state.video).toMatchObject({
      people: [{ role: 'customer', from: at(20), until: at(60) }],
    })
  })

  it('does not count strangers whose seat we did not give', () => {
    const stranger = { ...came('customer', 20), identity: 'somebody' }
    expect(word(...untilInvited(), stranger as never)).toBe('invited')
  })

  it('counts only the time both sides were there, whatever they did in between', () => {
    const people = [
      { participantSid: 'c1', identity: 'customer-1', role: 'customer', generation: 1, from: 0, until: 10_000 },
      { participantSid: 'c2', identity: 'customer-1', role: 'customer', generation: 1, from: 20_000, until: 40_000 },
      { participantSid: 'a1', identity: 'agent-1', role: 'agent', generation: 1, from: 5_000, until: 30_000 },
      { participantSid: 'a2', identity: 'agent-1', role: 'agent', generation: 1, from: 25_000, until: 35_000 },
    ] as const
    expect(togetherMs(people, 60_000)).toBe(20_000)
  })

  it('keeps a bounded memory of a day of bad reception', () => {
    const people = Array.from({ length: 200 }, (_, n) => n).reduce(
      (all, n) =>
        withPerson(all, {
          participantSid: `PA${n}`,
          identity: 'c',
          role: 'customer',
          generation: 1,
          from: n,
          until: n + 1,
        }),
      [] as ReturnType<typeof withPerson>,
    )
    expect(people.length).toBeLessThanOrEqual(41)
    expect(people.at(-1)?.participantSid).toBe('PA199')
  })
})

describe('what the reconciler sees replaces what callbacks did not tell', () => {
  const seen = (second: number, ...people: { participantSid: string; identity: string; from: number }[]): Event => ({
    id: `o${second}`,
    key: conversationSid,
    at: at(second),
    type: 'room.observed',
    roomSid,
    roomName,
    people: [...people],
  })
  const customer = { participantSid: 'PAc1', identity: 'customer-0001', from: at(20) }
  const agent = { participantSid: 'PAa1', identity: 'agent-0001', from: at(25) }

  it('finds who came and who left unheard', () => {
    expect(word(...untilInvited(), seen(60, customer, agent))).toBe('live')
    expect(word(...untilLive(), seen(60, agent))).toBe('lost')
  })

  it('leaves news alone that may be younger than what was read', () => {
    expect(word(...untilLive(), seen(26, customer))).toBe('live')
    expect(word(...untilLive(), left('customer', 58, 38), seen(60, customer, agent))).toBe('lost')
  })

  it('closes rooms nobody needs: of an older escalation, or asked for before the end', () => {
    const orphan = { ...seen(60), roomSid: 'RMold', roomName: `${roomName}9` }
    expect(tell([...untilLive(), orphan]).effects.at(-1)).toEqual({ type: 'room.close', roomSid: 'RMold' })
  })

  it('closes once more a room that is still open a minute after its end', () => {
    const ended = [...untilLive(), { ...came('agent', 0), type: 'conversation.closed' } as never]
    const told = tell([...ended, seen(30), seen(90)])
    expect(told.effects.filter((each) => each.type === 'room.close')).toHaveLength(2)
  })
})

it('shows an escalation without its link, its token or anybody’s name', () => {
  const view = viewOf(tell(untilLive()).state)
  expect(view).toEqual({
    id: expect.stringMatching(/^esc-/),
    conversationSid,
    taskSid: expect.any(String),
    state: 'live',
    startedAt: new Date(at(10)).toISOString(),
    roomSid,
    linkRevoked: false,
    asksForLink: false,
    recording: false,
  })
})
