import { describe, expect, it } from 'vitest'
import { stateWord } from '../../../src/features/video-escalation/announce.ts'
import { linkState } from '../../../src/features/video-escalation/link-state.ts'
import { type Event, state as schema } from '../../../src/features/video-escalation/model.ts'
import { publicViewOf } from '../../../src/features/video-escalation/public-view.ts'
import {
  accepted,
  annotated,
  asks,
  at,
  came,
  created,
  customerOf,
  failed,
  id,
  left,
  onLink,
  putOut,
  roomName,
  roomSid,
  says,
  type Told,
  tell,
  typed,
  untilInvited,
  untilLive,
} from './story.ts'

const ttl = 3_600_000
const worth = ({ state }: Told, generation: number) =>
  linkState(state, { escalationId: id, generation }, ttl, at(100)).is
const word = ({ state }: Told) => stateWord(state.video)
/** The customer of the second link, as their `n`-th connection. */
const second = (event: Event) => onLink(2, event)
const seen = (...participants: readonly string[]): Event => ({
  type: 'room.observed',
  id: 'seen',
  key: 'CH',
  at: at(90),
  roomSid,
  roomName,
  participants: participants.map((identity, n) => ({ participantSid: `PAs${n}`, identity, from: at(70) })),
})

describe.each([
  ['revoke', 'revoked'],
  ['new', 'revoked'],
])('after /video %s', (command, is) => {
  const out = () => tell([...untilLive(), typed(command, 40)])

  it('a participant on a seat of the link before is removed, once, and the agent stays', () => {
    expect(putOut(out())).toEqual(['PAc1'])
    expect(putOut(tell([came('agent', 41, 2), came('customer', 20)], {}, out().state))).toEqual([])
  })

  it('a participant who connects later with that seat is removed again, each time', () => {
    const back = [
      left('customer', 41, 21),
      came('customer', 50, 2),
      left('customer', 51, 1, 2),
      came('customer', 60, 3),
    ]
    expect(putOut(tell(back, {}, out().state))).toEqual(['PAc2', 'PAc3'])
  })

  it('a participant who connected before, and is reported later, is removed', () => {
    const late = tell([...untilInvited(), came('agent', 15), typed(command, 40), came('customer', 39)])
    expect(putOut(late)).toEqual(['PAc1'])
  })

  it('a participant whom only the reconciler sees is removed', () => {
    expect(putOut(tell([seen('customer-0001', 'agent-0001')], {}, out().state))).toEqual(['PAs0'])
  })

  it('that seat is refused, and its link has the reason, also after the end', () => {
    expect(tell([asks('customer', 50, { takesOver: true })], {}, out().state).refusal).toMatchObject({ code: is })
    expect(worth(out(), 1)).toBe(is)
    expect(worth(tell([typed('end', 60)], {}, out().state), 1)).toBe(is)
  })

  it('the reports of that link’s page are ignored, and nobody waits with the link', () => {
    const waits = tell([...untilInvited(), asks('customer', 20)], { hasWaitingRoom: true })
    const dead = tell([typed(command, 40)], {}, waits.state)
    expect(customerOf(dead)).toMatchObject({ isWaiting: false })
    expect(tell([says('blocked', 41)], {}, dead.state).state).toEqual(dead.state)
  })
})

describe('the customer of the next link', () => {
  const renewed = () =>
    tell([...untilLive(), typed('new', 40), left('customer', 41, 21), second(came('customer', 50, 2))])

  it('is live with the agent, and stays so while a participant with the old seat comes and goes', () => {
    const disturbed = tell([came('customer', 60, 3), left('customer', 61, 1, 3)], {}, renewed().state)
    expect(word(renewed())).toBe('live')
    expect(word(disturbed)).toBe('live')
    expect(putOut(disturbed)).toEqual(['PAc3'])
  })

  it('is waited for as if nobody were there while a participant sits on the old seat', () => {
    const stranger = tell([...untilInvited(), typed('new', 15), came('agent', 20), came('customer', 25)])
    expect(word(stranger)).toBe('waiting')
    expect(publicViewOf(stranger.state)).toMatchObject({ isCustomerHere: false })
    expect(tell([typed('mute', 30)], {}, stranger.state).refusal).toMatchObject({ code: 'not-here' })
  })

  it('never joined, if only a participant with the old seat did', () => {
    const alone = tell([...untilInvited(), typed('new', 15), came('customer', 25), typed('end', 30)])
    expect(word(tell([left('customer', 31, 6)], {}, alone.state))).toBe('ending')
    expect(publicViewOf(tell([{ ...left('customer', 31, 6) }], {}, alone.state).state)).not.toHaveProperty(
      'joined',
      true,
    )
  })

  it('is not removed when the agent only sends the same link again', () => {
    const again = tell([typed('resend', 60)], {}, renewed().state)
    expect(putOut(again)).toEqual([])
    expect(again.effects.filter((each) => each.type === 'invite.post')).toMatchObject([{ linkGeneration: 2 }])
    expect(word(again)).toBe('live')
  })

  it('gets no link that was revoked before the room was there, but the next one', () => {
    const opened = tell([accepted(), typed(), typed('revoke', 12), created(), annotated()])
    expect(opened.effects.filter((each) => each.type === 'invite.post')).toEqual([])
    const sent = tell([typed('new', 30)], {}, opened.state)
    expect(sent.effects.filter((each) => each.type === 'invite.post')).toMatchObject([{ linkGeneration: 3 }])
  })

  it('gets a working link after a revoked one, also by /video resend', () => {
    const sent = tell([...untilInvited(), typed('revoke', 20), typed('resend', 30)])
    const { linkGeneration = 0 } = sent.effects.findLast((each) => each.type === 'invite.post') ?? {}
    expect(worth(sent, linkGeneration)).toBe('open')
    expect(worth(sent, linkGeneration - 1)).toBe('revoked')
  })
})

describe('the removal of a participant on a dead seat', () => {
  const stubborn = () => tell([...untilLive(), typed('new', 40)])
  const refused = (participantSid: string) => failed('participant.remove', 45, 20500, { roomSid, participantSid })

  it('starts over 30 s after it failed permanently, as long as they are there', () => {
    expect(tell([refused('PAc1')], {}, stubborn().state).effects).toEqual([
      { type: 'participant.remove', roomSid, participantSid: 'PAc1', after: 30_000 },
    ])
    expect(putOut(tell([left('customer', 44, 24), refused('PAc1')], {}, stubborn().state))).toEqual([])
    expect(putOut(tell([refused('PAa1')], {}, stubborn().state))).toEqual([])
  })
})

describe('a record from before links had seats of their own', () => {
  function before(generation: number) {
    const { video, ...rest } = tell(untilLive()).state
    if (video.phase !== 'open') throw new Error('It is not open')
    const { withoutConsent: _, wasRecorded: __, ...old } = video
    return schema.parse({ ...rest, video: { ...old, link: { generation, issuedAt: at(30), isRevoked: false } } })
  }

  it.each([1, 2])('with a link of generation %i leaves the customer in the room, until the next link', (generation) => {
    const going = tell([came('agent', 50, 2)], {}, before(generation))
    expect(putOut(going)).toEqual([])
    expect(word(going)).toBe('live')
    expect(putOut(tell([typed('new', 60)], {}, going.state))).toEqual(['PAc1'])
  })
})
