import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/features/video-escalation/model.ts'
import { rowOf } from '../../webhooks/supervisor/board-row.ts'
import {
  accepted,
  ada,
  assignmentOver,
  at,
  ben,
  came,
  comesIn,
  conversationSid,
  id,
  putOut,
  sits,
  type Told,
  tell,
  transferIs,
  untilInvited,
  untilTogether,
} from '../features/video-escalation/story.ts'

const row = ({ state }: Told) => rowOf('CH1', 1, state)
const benNamed = { ...ben, displayName: 'Ben' }

it('an invite that was not delivered is on the board with its reason, until the customer joins', () => {
  const invite = { id: 'x', key: conversationSid, at: at(13), escalationId: id, messageSid: 'IM1', number: 1 }
  const events: Event[] = [
    ...untilInvited(),
    { ...invite, type: 'invite.posted' },
    { ...invite, id: 'y', type: 'delivery.changed', is: 'undelivered', code: 21610 },
  ]
  expect(row(tell(events))).toMatchObject({ state: 'invited', notDelivered: 'opted-out' })
  expect(row(tell([...events, came('customer', 20)]))).not.toHaveProperty('notDelivered')
})

describe('a transfer on the board', () => {
  const ringing = [...untilTogether(), transferIs('ringing', 50)]
  const taken = [...ringing, accepted(benNamed, 60), transferIs('accepted', 60)]
  const gone = [...taken, assignmentOver(ada, 62)]

  it('is there from ringing to its end', () => {
    expect(row(tell(untilTogether()))).not.toHaveProperty('transfer')
    expect(row(tell(ringing))).toMatchObject({ transfer: { is: 'ringing', mode: 'cold', to: 'Ben' } })
    expect(row(tell(taken))).toMatchObject({ transfer: { is: 'accepted' }, isBetweenAgents: false })
    expect(row(tell([...taken, transferIs('over', 63)]))).not.toHaveProperty('transfer')
  })

  it('makes the video between two agents until the next agent is in the room', () => {
    expect(row(tell(gone))).toMatchObject({ isBetweenAgents: true, workerSid: ben.workerSid, agentName: 'Ben' })
    const met = tell([...gone, sits(ben, 64), comesIn(ben, 65)])
    expect(row(met)?.isBetweenAgents).toBe(false)
    expect(putOut(met)).toHaveLength(1)
  })

  it('is not there once the video is ending', () => {
    const ends = { ...transferIs('over', 70), type: 'conversation.closed' } as const
    const ending = row(tell([...ringing, ends]))
    expect(ending).toMatchObject({ state: 'ending' })
    expect(ending).not.toHaveProperty('transfer')
  })
})
