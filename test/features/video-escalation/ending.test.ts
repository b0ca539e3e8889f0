import { describe, expect, it } from 'vitest'
import { outcomeOf, stateWord } from '../../../src/features/video-escalation/announce.ts'
import { linkState } from '../../../src/features/video-escalation/link-state.ts'
import {
  accepted,
  at,
  ben,
  called,
  closed,
  conversationSid,
  created,
  failed,
  id,
  kinds,
  left,
  roomEnded,
  roomSid,
  settings,
  type Told,
  taskOver,
  tell,
  typed,
  untilInvited,
  untilLive,
  words,
} from './story.ts'

const closings = (told: Told) => told.effects.filter((each) => each.type === 'room.close')
const conversationClosed = (second: number) =>
  ({ id: `cc${second}`, key: conversationSid, at: at(second), type: 'conversation.closed' }) as const
const seatRequested = (second: number) =>
  ({
    id: `s${second}`,
    key: conversationSid,
    at: at(second),
    type: 'seat.requested',
    escalationId: id,
    role: 'customer',
    identity: 'customer-0001',
    device: '',
    takesOver: false,
    consents: false,
  }) as const

describe('ending', () => {
  it.each([
    ['wrap-up', taskOver(100), 'task-closed: task.wrapup'],
    ['completion', taskOver(100, undefined, 'task.completed'), 'task-closed: task.completed'],
    ['cancellation', taskOver(100, undefined, 'task.canceled'), 'task-closed: task.canceled'],
    ['deletion', taskOver(100, undefined, 'task.deleted'), 'task-closed: task.deleted'],
    ['a closed conversation', conversationClosed(100), 'conversation-closed'],
    ['/video end', typed('end', 100), 'agent-ended'],
    ['the API', called('end', 100), 'agent-ended'],
  ])('by %s closes the room once and writes the outcome on the task', (_, event, reason) => {
    const told = tell([...untilLive(), event, closed(101), roomEnded(102)])
    expect(closings(told)).toEqual([{ type: 'room.close', roomSid }])
    expect(told.effects.at(-1)).toMatchObject({
      type: 'task.annotate',
      video: { id, state: 'ended', reason, joined: true, seconds: 75 },
    })
  })

  it('closes the room once, also with three causes', () => {
    const told = tell([
      ...untilLive(),
      taskOver(100),
      typed('end', 101),
      conversationClosed(102),
      closed(103),
      roomEnded(103),
    ])
    expect(closings(told)).toHaveLength(1)
  })

  it('has the earlier of two causes, in any order of their events', () => {
    const causes = [taskOver(100), conversationClosed(90)]
    for (const told of [causes, causes.toReversed()]) {
      const { video } = tell([...untilLive(), ...told, closed(103)]).state
      expect(video.phase === 'ended' && outcomeOf(video)).toMatchObject({ reason: 'conversation-closed', seconds: 65 })
    }
  })

  it('closes a room that was being made once it exists', () => {
    const told = tell([accepted(), typed(), taskOver(11)])
    expect(closings(told)).toEqual([])
    expect(closings(tell([created(12)], {}, told.state))).toEqual([{ type: 'room.close', roomSid }])
  })

  it('closes the room again after 30 s when closing failed permanently', () => {
    const told = tell([...untilLive(), taskOver(100), failed('room.close', 200)])
    expect(closings(told).at(-1)).toMatchObject({ roomSid, after: 30_000 })
  })

  it('before the customer joined is cancelled, and posts this only with CUSTOMER_NOTICES', () => {
    const end = [...untilInvited(), typed('end', 30), closed(31)]
    expect(stateWord(tell(end).state.video)).toBe('cancelled')
    expect(kinds(tell(end))).not.toContain('notice.post')
    expect(kinds(tell(end, { postsCancelNotice: true }))).toContain('notice.post')
  })

  it('writes the outcome again when an earlier leaving is reported late', () => {
    const told = tell([...untilLive(), taskOver(100), closed(101), left('customer', 80, 60)])
    expect(told.effects.at(-1)).toMatchObject({ video: { seconds: 55 } })
  })

  it('waits for the task of the last serving agent', () => {
    const told = tell([...untilLive(), accepted(ben, 50), taskOver(100)])
    expect(told.state.video.phase).toBe('open')
    expect(tell([taskOver(120, ben)], {}, told.state).state.video.phase).toBe('ending')
  })

  it('does not follow from the end of a task whose agent does not serve the conversation', () => {
    expect(tell([...untilLive(), taskOver(100, { ...ben, taskSid: 'WTstranger' })]).state.video.phase).toBe('open')
  })
})

describe('the link', () => {
  const link = { escalationId: id, generation: 1 }
  const is = (told: Told, now = at(60), asked = link) => linkState(told.state, asked, settings.linkTtlMs, now).is

  it('outlives the room: the first request for a seat makes the next room, without an invite', () => {
    const told = tell([...untilInvited(), roomEnded(60)])
    expect(stateWord(told.state.video)).toBe('paused')
    expect(is(told)).toBe('asleep')
    const woken = tell([seatRequested(70), seatRequested(71)], {}, told.state)
    expect(woken.effects.filter((each) => each.type === 'room.create')).toEqual([
      { type: 'room.create', roomName: `${id}-g2`, isRecorded: false },
    ])
    const open = tell([created(72, `${id}-g2`, 'RM2')], {}, woken.state)
    expect(is(open)).toBe('open')
    expect(kinds(open)).not.toContain('invite.post')
  })

  it('is posted again by /video after the room has ended', () => {
    const told = tell([...untilInvited(), roomEnded(60), typed('', 70), created(72, `${id}-g2`, 'RM2')])
    expect(told.effects.at(-1)).toMatchObject({ type: 'invite.post', invite: 2, linkGeneration: 1 })
  })

  it('is the same with resend, and another one with new, which revokes the old one', () => {
    const resent = tell([...untilInvited(), typed('resend', 40)])
    expect(resent.effects.filter((each) => each.type === 'invite.post').at(-1)).toMatchObject({
      invite: 2,
      linkGeneration: 1,
    })
    expect(is(resent)).toBe('open')
    const renewed = tell([...untilInvited(), typed('new', 40)])
    expect(renewed.effects.filter((each) => each.type === 'invite.post').at(-1)).toMatchObject({
      invite: 2,
      linkGeneration: 2,
    })
    expect(is(renewed)).toBe('revoked')
    expect(is(renewed, at(60), { ...link, generation: 2 })).toBe('open')
  })

  it('is revoked by the command, expires after an hour here, and ends with the escalation', () => {
    expect(is(tell([...untilInvited(), typed('revoke', 40)]))).toBe('revoked')
    expect(is(tell(untilInvited()), at(10 + 3600))).toBe('expired')
    expect(is(tell(untilInvited()), at(10 + 3599))).toBe('open')
    expect(is(tell([...untilLive(), taskOver(100)]))).toBe('ended')
    expect(is(tell([...untilLive(), taskOver(100)]), at(60), { ...link, escalationId: 'esc-other' })).toBe('ended')
  })

  it('ends the escalation when it expires, unless a participant is in the room or there is a newer link', () => {
    const fired = {
      id: 'l',
      key: conversationSid,
      at: at(3610),
      type: 'timer.fired',
      timer: 'link',
      of: `${id}-1`,
    } as const
    expect(stateWord(tell([...untilInvited(), fired, closed(3611)]).state.video)).toBe('expired')
    expect(tell([...untilLive(), fired]).state.video.phase).toBe('open')
    expect(tell([...untilInvited(), typed('new', 40), fired]).state.video.phase).toBe('open')
    expect(stateWord(tell([...untilLive(), fired, roomEnded(4000)]).state.video)).toBe('expired')
  })

  it('gives no seat once the video is ending', () => {
    expect(tell([...untilLive(), taskOver(100), seatRequested(101)]).refusal).toMatchObject({ code: 'ended' })
  })
})

describe('after the end', () => {
  it('a new /video is a new escalation', () => {
    const told = tell([...untilInvited(), typed('end', 30), closed(31), typed('', 60)])
    expect(told.state.video).toMatchObject({ phase: 'opening' })
    expect(told.state.video).not.toMatchObject({ id })
  })

  it('a /video typed while the last video is ending waits, and one over the API is refused as retryable', () => {
    const told = tell([...untilInvited(), typed('end', 30), typed('', 31), closed(32)])
    expect(told.state.video).toMatchObject({ phase: 'opening', startedAt: at(31) })
    expect(words(told)).toEqual(['requested', 'invited', 'ending', 'cancelled', 'requested'])
    expect(tell([...untilInvited(), typed('end', 30), called('', 31)]).refusal).toMatchObject({
      code: 'still-ending',
      retryable: true,
    })
  })

  it('a /video typed before /video end and reported after it starts nothing', () => {
    const told = tell([accepted(), typed('end', 30), typed('', 20)])
    expect(told.state.video.phase).toBe('idle')
  })
})
