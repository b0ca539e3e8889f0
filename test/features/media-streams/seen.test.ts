import { describe, expect, it } from 'vitest'
import { aloneIn } from '../../../src/features/media-streams/lonely.ts'
import { type CallRead, customerIn, type Participant, partiesIn } from '../../../src/features/media-streams/seen.ts'
import { aRead, callSid, closedTask, conferenceSid, personSeen } from './story.ts'

const participants = (...legs: readonly string[]) => legs.map(personSeen)
const bare = (leg: string, rest: Partial<Participant> = {}): Participant => {
  const { label: _, ...participant } = personSeen(leg)
  return { ...participant, ...rest }
}
const task = (rest: Partial<NonNullable<CallRead['task']>>) => ({ task: { ...closedTask, isOpen: true, ...rest } })
const nobody = { isProven: false }
const proven = { isProven: true, callSid }
const leg = (is: 'coming' | 'here' | 'over', rest: object = {}) => ({
  legs: [{ callSid, is, isClient: false, ...rest }],
})

describe('the customer’s leg is', () => {
  it.each([
    [
      'the one that Flex labels, whatever was assumed before',
      aRead(participants('customer', 'CAa')),
      { isProven: false, callSid: 'CAa' },
    ],
    ['the one that was theirs before', aRead([bare('customer'), bare('third'), bare('CAa')]), proven],
    [
      'the one that the task names as theirs',
      aRead([bare('customer'), bare('third'), bare('CAa')], task({ callSid })),
      nobody,
    ],
    ['the only one that is no agent’s', aRead([bare('customer'), bare('CAa')]), nobody],
    [
      'the only one that is no agent’s, when `call_sid` names the agent’s',
      aRead([bare('customer'), bare('CAa')], task({ direction: 'outbound', anyCallSid: 'CAa' })),
      nobody,
    ],
    [
      'not the one that the task names as the agent’s',
      aRead([bare('customer'), bare('third')], task({ direction: 'outbound', workerCallSid: 'third' })),
      nobody,
    ],
    [
      'the child of the one that the task names',
      aRead([bare('customer', { parentSid: 'CAparent' }), bare('third'), bare('CAa')], {
        ...task({ callSid: 'CAparent' }),
        legs: [{ callSid: 'CAparent', is: 'here', isClient: false }],
      }),
      nobody,
    ],
    [
      'the parent of the one that the task names',
      aRead([bare('customer'), bare('third'), bare('CAa')], {
        ...task({ callSid: 'CAchild' }),
        legs: [{ callSid: 'CAchild', is: 'here', isClient: false, parentSid: callSid }],
      }),
      nobody,
    ],
    ['that of a browser which called in', aRead([bare('customer', { isClient: false }), bare('CAa')]), nobody],
  ])('%s', (_, read, believed) => {
    expect(customerIn(read, believed)).toEqual({ is: 'here', callSid })
  })

  it('ringing while their phone rings', () => {
    expect(customerIn(aRead(participants('customer?', 'CAa')), nobody)).toEqual({ is: 'ringing', callSid })
  })

  it.each([
    ['ringing', 'coming'],
    ['elsewhere', 'here'],
    ['gone', 'over'],
  ] as const)('%s when it is in no conference of the call, and %s', (is, state) => {
    expect(customerIn(aRead(participants('CAa'), leg(state)), proven)).toEqual({ is, callSid })
  })

  it('gone, and not the third party’s', () => {
    expect(customerIn(aRead([bare('third'), bare('CAa')], leg('over')), proven)).toEqual({ is: 'gone', callSid })
  })

  it('unknown, when an outbound call without an answer may be made again', () => {
    const read = aRead(participants('CAa'), { ...task({ direction: 'outbound', callSid }), ...leg('over') })
    expect(customerIn(read, nobody)).toEqual({ is: 'unknown' })
  })

  it.each([
    ['the task is of an internal call', aRead(participants('customer', 'CAa'), task({ isInternal: true }))],
    ['all participants are agents', aRead(participants('CAa', 'CAb'))],
  ])('none, when %s', (_, read) => {
    expect(customerIn(read, nobody)).toEqual({ is: 'none' })
  })

  it('unknown, when only one agent is there, or nobody', () => {
    expect(customerIn(aRead(participants('CAa')), nobody)).toEqual({ is: 'unknown' })
    expect(customerIn(aRead([]), nobody)).toEqual({ is: 'unknown' })
  })
})

describe('parties are counted', () => {
  it.each([
    ['customer and agent', ['customer', 'CAa'], 1, 2],
    ['customer and agent who is muted', ['customer', 'CAa~'], 1, 2],
    ['customer on hold and agent', ['customer-', 'CAa'], 1, 2],
    ['customer and a supervisor who only listens', ['customer', 'CAs~'], 0, 1],
    ['customer and a supervisor who coaches', ['customer', 'CAs^'], 1, 1],
    ['customer, agent and a supervisor who listens', ['customer', 'CAa', 'CAs~'], 1, 2],
    ['customer and a supervisor who speaks', ['customer', 'CAs'], 0, 2],
    ['customer and a third party who is muted', ['customer', 'third~'], 0, 2],
  ])('%s', (_, legs, accepted, parties) => {
    const read = aRead(participants(...legs), { accepted })
    expect(partiesIn(read, participants(...legs))).toBe(parties)
  })

  it.each([
    ['an agent of another task who is muted', true, 0, 2],
    ['an agent who is muted, next to one whose connection dropped', true, 2, 2],
    ['a supervisor who only monitors, while TaskRouter counts an agent whose connection dropped', false, 1, 1],
  ])('customer and %s', (_, isServing, accepted, parties) => {
    const all = [personSeen('customer'), { ...personSeen('CAa~'), isServing }]
    expect(partiesIn(aRead(all, { accepted }), all)).toBe(parties)
  })
})

describe('alone in the conference', () => {
  const over = { task: closedTask, accepted: 0 }
  it.each([
    ['is the customer when no agent is on the task, and it is closed', aRead(participants('customer'), over), 'alone'],
    ['is the customer with a supervisor who only listens', aRead(participants('customer', 'CAs~'), over), 'alone'],
    ['is a supervisor who only listens', aRead(participants('CAs~'), { ...over, ...leg('here') }), 'alone'],
    ['is a third party', aRead(participants('third'), { ...over, ...leg('here') }), 'alone'],
    ['is the agent whose customer’s call is over', aRead(participants('CAa'), leg('over')), 'alone'],
    [
      'may be the customer, while TaskRouter counts an agent in',
      aRead(participants('customer'), { accepted: 1 }),
      'maybe',
    ],
    ['is nobody while the customer is elsewhere and may come back', aRead(participants('CAa'), leg('here')), 'nobody'],
    ['is nobody while the task is on offer', aRead(participants('customer'), { accepted: 0 }), 'nobody'],
    ['is nobody while a phone rings', aRead(participants('customer', 'CAb?'), over), 'nobody'],
    ['is nobody while two participants talk', aRead(participants('customer', 'third'), over), 'nobody'],
    [
      'is nobody while two agents talk after the customer’s call',
      aRead(participants('CAa', 'CAb'), leg('over')),
      'nobody',
    ],
    ['is nobody in an empty conference', aRead([], over), 'nobody'],
  ])('%s', (_, read, alone) => {
    expect(aloneIn(read, conferenceSid, proven)).toBe(alone)
  })
})
