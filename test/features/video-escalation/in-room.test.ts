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
  onLink,
  recordingIs,
  roomEnded,
  roomSid,
  switched,
  tell,
  typed,
  untilInvited,
  untilLive,
} from './story.ts'

const remove = { type: 'participant.remove', roomSid, participantSid: 'PAc1' }
const isRecorded = ({ state: { video } }: ReturnType<typeof tell>) => video.phase !== 'idle' && video.isRecorded

describe('removing the customer', () => {
  const out = () => tell([...untilLive(), called('remove', 40)])

  it('removes only the customer from the room, and keeps the video open', () => {
    expect(out().effects.filter((each) => each.type === 'participant.remove')).toEqual([remove])
    expect(out().state.video.phase).toBe('open')
  })

  it('makes link and request for a seat answer removed', () => {
    const link = { escalationId: id, generation: 1 }
    expect(linkState(out().state, link, 3_600_000, at(50))).toEqual({ is: 'removed' })
    expect(tell([asks('customer', 50, { takesOver: true })], {}, out().state).refusal).toMatchObject({
      code: 'removed',
    })
  })

  it.each(['resend', 'new'])('ends with the next link, by %s, and the link before it stays dead', (word) => {
    const sent = tell([typed(word, 50)], {}, out().state)
    expect(customerOf(sent).isRemoved).toBe(false)
    expect(sent.effects.filter((each) => each.type === 'invite.post')).toMatchObject([{ linkGeneration: 2 }])
    expect(tell([onLink(2, asks('customer', 51))], {}, sent.state).refusal).toBeUndefined()
    expect(tell([asks('customer', 51)], {}, sent.state).refusal).toMatchObject({ code: 'revoked' })
  })

  it('ends their waiting, too, and makes no request to Twilio then', () => {
    const told = tell([...untilInvited(), asks('customer', 20), called('remove', 30)], { hasWaitingRoom: true })
    expect(kinds(told)).not.toContain('participant.remove')
    expect(customerOf(told)).toMatchObject({ isWaiting: false, isRemoved: true })
  })

  it('is repeated when they join again, and when they were joining', () => {
    const back = tell([left('customer', 41, 20), came('customer', 45, 2)], {}, out().state)
    expect(back.effects.filter((each) => each.type === 'participant.remove')).toEqual([
      { ...remove, participantSid: 'PAc2' },
    ])
    const late = tell([...untilInvited(), came('agent', 15), called('remove', 40), came('customer', 39)])
    expect(late.effects.filter((each) => each.type === 'participant.remove')).toEqual([remove])
  })

  it('removes no agent who joins later, and no connection twice', () => {
    const more = tell([came('agent', 50, 2), came('customer', 20)], {}, out().state)
    expect(kinds(more)).not.toContain('participant.remove')
  })

  it('is refused without an open video, and to workers and supervisors who do not serve the conversation', () => {
    expect(tell([...untilLive(), typed('end', 40), called('remove', 41)]).refusal).toMatchObject({ code: 'no-video' })
    expect(tell([...untilLive(), called('remove', 40, ben.workerSid)]).refusal).toMatchObject({ code: 'not-your-task' })
    const over = { ...called('remove', 40, 'WKsupervisor'), override: true }
    expect(tell([...untilLive(), over]).refusal).toMatchObject({ code: 'not-your-task' })
  })
})

describe('muting the customer', () => {
  it('goes to their page, once more each time, and makes no request to Twilio', () => {
    expect(customerOf(tell([...untilLive(), called('mute', 40), called('mute', 41)])).muteAsks).toBe(2)
    expect(kinds(tell([called('mute', 42)], {}, tell(untilLive()).state))).toEqual([])
  })

  it('is refused before the customer is in the room, and after they have left', () => {
    expect(tell([...untilInvited(), called('mute', 40)]).refusal).toMatchObject({ code: 'not-here' })
    expect(tell([...untilLive(), left('customer', 40, 20), called('mute', 41)]).refusal).toMatchObject({
      code: 'not-here',
    })
  })
})

describe('recording', () => {
  const on = (second = 40) => switched(true, second)
  const off = (second = 50) => switched(false, second)
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

  it('is switched on at Twilio once when it is switched on twice', () => {
    const told = tell([...consenting(), on(), on(41)], may)
    expect(kinds(told).filter((kind) => kind === 'room.record')).toHaveLength(1)
  })

  it('is not switched on while a customer without consent is there, and can be switched off without consent', () => {
    const untold = tell([...untilLive(), on()], may)
    expect(untold.refusal).toMatchObject({ code: 'no-consent' })
    expect(kinds(untold)).not.toContain('room.record')
    const running = tell([...untilLive(), off()], { ...may, isRecorded: true })
    expect(running.effects.at(-1)).toEqual({ type: 'room.record', roomSid, isOn: false })
  })

  it('needs the customer’s consent for a seat where agents may switch it on, and after it was switched off', () => {
    expect(tell([...untilInvited(), asks('customer', 20)], may).refusal).toMatchObject({ code: 'consent-needed' })
    const off = switched(false, 20)
    const was = tell([...untilInvited(), off], { ...may, isRecorded: true })
    expect(tell([asks('customer', 30)], { mayRecord: false }, was.state).refusal).toMatchObject({
      code: 'consent-needed',
    })
    expect(tell([asks('customer', 30, { consents: true })], { mayRecord: false }, was.state).refusal).toBeUndefined()
  })

  it('is not switched on while a device has a seat without consent, until that device consents', () => {
    const before = tell([...untilInvited(), asks('customer', 20)]) // ROOM_RECORDING was off
    expect(tell([on()], may, before.state).refusal).toMatchObject({ code: 'no-consent' })
    const another = asks('customer', 30, { device: 'laptop', takesOver: true, consents: true })
    expect(tell([another, on()], may, before.state).refusal).toMatchObject({ code: 'no-consent' })
    expect(tell([another, asks('customer', 31, { consents: true }), on()], may, before.state).refusal).toBeUndefined()
  })

  it('is not switched on after a device without consent took over', () => {
    const laptop = asks('customer', 30, { device: 'laptop', takesOver: true })
    const moved = tell([...untilInvited(), asks('customer', 20, { consents: true }), came('customer', 21), laptop])
    expect(tell([on()], may, moved.state).refusal).toMatchObject({ code: 'no-consent' })
  })

  it('is not switched on for devices without a name and consent, even if others consent', () => {
    const unnamed = { device: '', takesOver: true }
    const told = tell([...untilInvited(), asks('customer', 20, unnamed)])
    const agreed = [asks('customer', 21, { ...unnamed, consents: true }), on()]
    expect(tell(agreed, may, told.state).refusal).toMatchObject({ code: 'no-consent' })
  })

  it('remembers twenty devices without consent, and the next one has to consent', () => {
    const devices = Array.from({ length: 20 }, (_, n) => asks('customer', 20 + n, { device: `d${n}`, takesOver: true }))
    const full = tell([...untilInvited(), ...devices])
    expect(full.refusal).toBeUndefined()
    expect(tell([asks('customer', 50)], {}, full.state).refusal).toMatchObject({ code: 'consent-needed' })
  })

  it('can be switched on before the customer joins, who then needs to consent', () => {
    const told = tell([...untilInvited(), came('agent', 15), on(), asks('customer', 45)], may)
    expect(told.refusal).toMatchObject({ code: 'consent-needed', retryable: false })
    expect(tell([asks('customer', 46, { consents: true })], may, told.state).refusal).toBeUndefined()
  })

  it('from the start needs the customer’s consent for a seat, and not the agent’s', () => {
    const told = tell(untilInvited(), { isRecorded: true })
    expect(told.effects[0]).toMatchObject({ type: 'room.create', isRecorded: true })
    expect(tell([asks('customer', 20)], {}, told.state).refusal).toMatchObject({ code: 'consent-needed' })
    expect(tell([asks('agent', 20)], {}, told.state).refusal).toBeUndefined()
    expect(customerOf(tell([asks('customer', 20, { consents: true })], {}, told.state)).consentedAt).toBe(at(20))
  })

  it('is off in all rooms of an escalation that was started without it, whatever the default', () => {
    const begun = [accepted(), called({ type: 'video.start', record: false }), created(), annotated(), invited()]
    const woken = tell([...begun, roomEnded(60), asks('agent', 70)], { isRecorded: true })
    expect(woken.effects.filter((each) => each.type === 'room.create')).toMatchObject([
      { isRecorded: false },
      { isRecorded: false },
    ])
  })

  it('cannot be switched by agents where ROOM_RECORDING does not let them', () => {
    const told = tell([...consenting(), on()])
    expect(told.refusal).toMatchObject({ code: 'not-allowed' })
    expect(kinds(told)).not.toContain('room.record')
  })

  it('is off in the view after Twilio refused to switch it on', () => {
    const failedOn = failed('room.record', 45, 53123, { isOn: true })
    expect(isRecorded(tell([...consenting(), on(), failedOn], may))).toBe(false)
    expect(isRecorded(tell([...consenting(), on(), off(), failedOn], may))).toBe(false)
  })

  it('is switched again when Twilio answers two switches in the wrong order', () => {
    const told = tell([...consenting(), on(), off(), recordingIs(false, 51), recordingIs(true, 55)], may)
    expect(told.effects.at(-1)).toEqual({ type: 'room.record', roomSid, isOn: false })
    expect(kinds(tell([recordingIs(false, 60)], may, told.state))).toEqual([])
  })

  it('cannot be switched by a worker who does not serve the conversation', () => {
    expect(tell([...consenting(), { ...on(), by: { workerSid: ben.workerSid } }], may).refusal).toMatchObject({
      code: 'not-your-task',
    })
  })
})
