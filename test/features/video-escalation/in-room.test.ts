import { describe, expect, it } from 'vitest'
import { linkState } from '../../../src/features/video-escalation/link-state.ts'
import {
  accepted,
  annotated,
  asks,
  at,
  ben,
  called,
  came,
  created,
  customerOf,
  failed,
  id,
  invited,
  kinds,
  left,
  recordingIs,
  roomEnded,
  roomSid,
  tell,
  typed,
  untilInvited,
  untilLive,
} from './story.ts'

const remove = { type: 'person.remove', roomSid, participantSid: 'PAc1' }
const isRecorded = ({ state: { video } }: ReturnType<typeof tell>) => video.phase !== 'idle' && video.isRecorded

describe('the agent puts the customer out', () => {
  const out = () => tell([...untilLive(), called('remove', 40)])

  it('of the room, and stays there themselves', () => {
    expect(out().effects.filter((each) => each.type === 'person.remove')).toEqual([remove])
    expect(out().state.video.phase).toBe('open')
  })

  it('and the link says so', () => {
    const link = { escalationId: id, generation: 1 }
    expect(linkState(out().state, link, 3_600_000, at(50))).toEqual({ is: 'removed' })
    expect(tell([asks('customer', 50, { takesOver: true })], {}, out().state).refusal).toMatchObject({
      code: 'removed',
    })
  })

  it('until the link is sent again', () => {
    for (const word of ['resend', 'new']) {
      const back = tell([typed(word, 50), asks('customer', 51)], {}, out().state)
      expect(back.refusal).toBeUndefined()
      expect(customerOf(back).isRemoved).toBe(false)
    }
  })

  it('also out of the waiting room', () => {
    const told = tell([...untilInvited(), asks('customer', 20), called('remove', 30)], { hasWaitingRoom: true })
    expect(kinds(told)).not.toContain('person.remove')
    expect(customerOf(told)).toMatchObject({ isWaiting: false, isRemoved: true })
  })

  it('also when they come in again with the seat they still have, or were on the way in', () => {
    const back = tell([left('customer', 41, 20), came('customer', 45, 2)], {}, out().state)
    expect(back.effects.filter((each) => each.type === 'person.remove')).toEqual([
      { ...remove, participantSid: 'PAc2' },
    ])
    const late = tell([...untilInvited(), came('agent', 15), called('remove', 40), came('customer', 39)])
    expect(late.effects.filter((each) => each.type === 'person.remove')).toEqual([remove])
  })

  it('and nobody else: an agent who comes in later stays, and no removal is asked for twice', () => {
    const more = tell([came('agent', 50, 2), came('customer', 20)], {}, out().state)
    expect(kinds(more)).not.toContain('person.remove')
  })

  it('only from an open video, and only as an agent of this conversation', () => {
    expect(tell([...untilLive(), typed('end', 40), called('remove', 41)]).refusal).toMatchObject({ code: 'no-video' })
    expect(tell([...untilLive(), called('remove', 40, ben.workerSid)]).refusal).toMatchObject({ code: 'not-your-task' })
    const over = { ...called('remove', 40, 'WKsupervisor'), override: true }
    expect(tell([...untilLive(), over]).refusal).toMatchObject({ code: 'not-your-task' })
  })
})

describe('the agent mutes the customer', () => {
  it('by asking their page, each time anew', () => {
    expect(customerOf(tell([...untilLive(), called('mute', 40), called('mute', 41)])).muteAsks).toBe(2)
    expect(kinds(tell([called('mute', 42)], {}, tell(untilLive()).state))).toEqual([])
  })

  it('not before they are there, nor after they have gone', () => {
    expect(tell([...untilInvited(), called('mute', 40)]).refusal).toMatchObject({ code: 'not-here' })
    expect(tell([...untilLive(), left('customer', 40, 20), called('mute', 41)]).refusal).toMatchObject({
      code: 'not-here',
    })
  })
})

describe('recording', () => {
  const on = (second = 40) => ({ ...called('record', second), isOn: true })
  const off = (second = 50) => ({ ...called('record', second), isOn: false })
  const may = { mayRecord: true }
  const consenting = () => [
    ...untilInvited(),
    came('agent', 15),
    asks('customer', 18, { consents: true }),
    came('customer', 20),
  ]

  it('is switched on and off by the agent', () => {
    const told = tell([...consenting(), on(), off()], may)
    expect(told.effects.filter((each) => each.type === 'room.record')).toEqual([
      { type: 'room.record', roomSid, isOn: true },
      { type: 'room.record', roomSid, isOn: false },
    ])
    expect(isRecorded(told)).toBe(false)
  })

  it('switched on twice is switched on once', () => {
    const told = tell([...consenting(), on(), on(41)], may)
    expect(kinds(told).filter((kind) => kind === 'room.record')).toHaveLength(1)
  })

  it('is not switched on while somebody is there who was not told; switching it off needs nobody’s consent', () => {
    const untold = tell([...untilLive(), on()], may)
    expect(untold.refusal).toMatchObject({ code: 'no-consent' })
    expect(kinds(untold)).not.toContain('room.record')
    const running = tell([...untilLive(), off()], { ...may, isRecorded: true })
    expect(running.effects.at(-1)).toEqual({ type: 'room.record', roomSid, isOn: false })
  })

  it('may start before the customer comes, who is then asked', () => {
    const told = tell([...untilInvited(), came('agent', 15), on(), asks('customer', 45)], may)
    expect(told.refusal).toMatchObject({ code: 'consent-needed', retryable: false })
    expect(tell([asks('customer', 46, { consents: true })], may, told.state).refusal).toBeUndefined()
  })

  it('from the start asks the customer before they come in, and not the agent', () => {
    const told = tell(untilInvited(), { isRecorded: true })
    expect(told.effects[0]).toMatchObject({ type: 'room.create', isRecorded: true })
    expect(tell([asks('customer', 20)], {}, told.state).refusal).toMatchObject({ code: 'consent-needed' })
    expect(tell([asks('agent', 20)], {}, told.state).refusal).toBeUndefined()
    expect(customerOf(tell([asks('customer', 20, { consents: true })], {}, told.state)).consentedAt).toBe(at(20))
  })

  it('of one escalation is as asked for at its start, also in its next room', () => {
    const begun = [accepted(), { ...called(), record: false }, created(), annotated(), invited()]
    const woken = tell([...begun, roomEnded(60), asks('agent', 70)], { isRecorded: true })
    expect(woken.effects.filter((each) => each.type === 'room.create')).toMatchObject([
      { isRecorded: false },
      { isRecorded: false },
    ])
  })

  it('is not the agent’s to switch where the contact centre does not allow it', () => {
    const told = tell([...consenting(), on()])
    expect(told.refusal).toMatchObject({ code: 'not-allowed' })
    expect(kinds(told)).not.toContain('room.record')
  })

  it('is not shown as on where Twilio refused it', () => {
    const told = tell([...consenting(), on(), failed('room.record', 45)], may)
    expect(isRecorded(told)).toBe(false)
  })

  it('ends as wished last, whichever of two switches Twilio heard last', () => {
    const told = tell([...consenting(), on(), off(), recordingIs(false, 51), recordingIs(true, 55)], may)
    expect(told.effects.at(-1)).toEqual({ type: 'room.record', roomSid, isOn: false })
    expect(kinds(tell([recordingIs(false, 60)], may, told.state))).toEqual([])
  })

  it('is nothing a colleague without a desk may switch', () => {
    expect(tell([...consenting(), { ...on(), by: { workerSid: ben.workerSid } }], may).refusal).toMatchObject({
      code: 'not-your-task',
    })
  })
})
