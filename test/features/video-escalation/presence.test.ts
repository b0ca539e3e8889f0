import { describe, expect, it } from 'vitest'
import { stateWord } from '../../../src/features/video-escalation/announce.ts'
import type { Event } from '../../../src/features/video-escalation/model.ts'
import { togetherMs, withParticipant } from '../../../src/features/video-escalation/presence.ts'
import { viewOf } from '../../../src/features/video-escalation/view.ts'
import { at, came, conversationSid, kinds, left, roomName, roomSid, tell, untilInvited, untilLive } from './story.ts'

const word = (...events: Parameters<typeof tell>[0]) => stateWord(tell(events).state.video)

describe('an open video', () => {
  it('is waiting with one side, live with both, and lost when one has left', () => {
    expect(word(...untilInvited(), came('customer', 20))).toBe('waiting')
    expect(word(...untilInvited(), came('agent', 20))).toBe('waiting')
    expect(word(...untilLive())).toBe('live')
    expect(word(...untilLive(), left('customer', 60, 40))).toBe('lost')
  })

  it('is live again when the one who left returns, and no longer has the time since it was lost', () => {
    const told = tell([...untilLive(), left('customer', 60, 40), came('customer', 70, 2)])
    expect(stateWord(told.state.video)).toBe('live')
    expect(told.state.video).not.toHaveProperty('lostAt')
  })

  it('ends when one side stayed alone for LOST_TIMEOUT_SECONDS, and not when both met again', () => {
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

  it('sets no timer for one side alone where LOST_TIMEOUT_SECONDS is 0', () => {
    expect(
      kinds(tell([...untilLive(), left('customer', 60, 40)], { lostAfterMs: 0 })).filter(
        (each) => each === 'timer.wait',
      ),
    ).toHaveLength(1)
  })

  it('counts a leaving that is reported before its arrival as one connection', () => {
    expect(word(...untilInvited(), left('customer', 60, 40), came('customer', 20))).toBe('invited')
    expect(tell([...untilInvited(), left('customer', 60, 40), came('customer', 20)]).state.video).toMatchObject({
      participants: [{ role: 'customer', from: at(20), until: at(60) }],
    })
  })

  it('ignores participants whose identity has no role of ours', () => {
    const stranger = { ...came('customer', 20), identity: 'somebody' }
    expect(word(...untilInvited(), stranger as never)).toBe('invited')
  })

  it('counts as together only the time with both sides, over four connections', () => {
    const participants = [
      { participantSid: 'c1', identity: 'customer-1', role: 'customer', generation: 1, from: 0, until: 10_000 },
      { participantSid: 'c2', identity: 'customer-1', role: 'customer', generation: 1, from: 20_000, until: 40_000 },
      { participantSid: 'a1', identity: 'agent-1', role: 'agent', generation: 1, from: 5_000, until: 30_000 },
      { participantSid: 'a2', identity: 'agent-1', role: 'agent', generation: 1, from: 25_000, until: 35_000 },
    ] as const
    expect(togetherMs(participants, 60_000)).toBe(20_000)
  })

  it('keeps at most 41 of 200 connections, and the latest of them', () => {
    const participants = Array.from({ length: 200 }, (_, n) => n).reduce(
      (all, n) =>
        withParticipant(all, {
          participantSid: `PA${n}`,
          identity: 'c',
          role: 'customer',
          generation: 1,
          from: n,
          until: n + 1,
        }),
      [] as ReturnType<typeof withParticipant>,
    )
    expect(participants.length).toBeLessThanOrEqual(41)
    expect(participants.at(-1)?.participantSid).toBe('PA199')
  })
})

describe('the reconciler’s view of a room', () => {
  const seen = (
    second: number,
    ...participants: { participantSid: string; identity: string; from: number }[]
  ): Event => ({
    id: `o${second}`,
    key: conversationSid,
    at: at(second),
    type: 'room.observed',
    roomSid,
    roomName,
    participants: [...participants],
  })
  const customer = { participantSid: 'PAc1', identity: 'customer-0001', from: at(20) }
  const agent = { participantSid: 'PAa1', identity: 'agent-0001', from: at(25) }

  it('reports who joined and who left without a callback', () => {
    expect(word(...untilInvited(), seen(60, customer, agent))).toBe('live')
    expect(word(...untilLive(), seen(60, agent))).toBe('lost')
  })

  it('does not overrule callbacks of the last 10 s', () => {
    expect(word(...untilLive(), seen(26, customer))).toBe('live')
    expect(word(...untilLive(), left('customer', 58, 38), seen(60, customer, agent))).toBe('lost')
  })

  it('closes rooms that are not the video’s: of another generation, and of an older escalation', () => {
    for (const name of [`${roomName}9`, roomName.replace(/-\w+-g1$/, '-older-g1')]) {
      const orphan = { ...seen(60), roomSid: 'RMold', roomName: name }
      expect(tell([...untilLive(), orphan]).effects.at(-1)).toEqual({ type: 'room.close', roomSid: 'RMold' })
    }
  })

  it('closes a room again that is still open 90 s after its end, and not after 30 s', () => {
    const ended = [...untilLive(), { ...came('agent', 0), type: 'conversation.closed' } as never]
    const told = tell([...ended, seen(30), seen(90)])
    expect(told.effects.filter((each) => each.type === 'room.close')).toHaveLength(2)
  })
})

it('the view of an escalation has no link, no token and no name', () => {
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
