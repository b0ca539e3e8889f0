import { describe, expect, it } from 'vitest'
import type { InteractionParticipant } from '../../../src/core/commands.ts'
import { decideWith } from '../../../src/features/conversation-transfer/decide.ts'
import {
  type Event,
  event,
  initial,
  type Settings,
  type State,
} from '../../../src/features/conversation-transfer/model.ts'
import { participantsOf } from '../../../src/features/conversation-transfer/participants.ts'
import { conversationSid, sid } from '../../support/an-assignment.ts'
import { ada, asked, ben, bens, closed, opened, settings } from './story.ts'

const agent = (assignment: { workerSid: string; taskSid: string }, n: number): InteractionParticipant => ({
  participantSid: sid('UT', n),
  kind: 'agent',
  workerSid: assignment.workerSid,
  taskSid: assignment.taskSid,
})
const customer = (n: number): InteractionParticipant => ({ participantSid: sid('UT', n), kind: 'customer' })
const played = (events: readonly Event[], own: Settings = settings): State =>
  events.reduce((state, each) => decideWith(own)(state, event.parse(each)).state, initial)
const shown = (participants: readonly InteractionParticipant[], state = played([opened(ada, 0)])) =>
  participantsOf(state, ada, { participants, names: new Map([[ben.sid, 'Ben']]), customerName: 'Cleo' })
const leaves = (assignment: typeof ada, participants: InteractionParticipant[], n: number): Event => ({
  type: 'command.given',
  id: `leave-${n}`,
  key: conversationSid,
  at: n,
  command: { type: 'conversation.leave', participants },
  by: { workerSid: assignment.workerSid },
  assignment,
})

describe('a participant', () => {
  it('has a name, and can be removed only if they are another agent', () => {
    const view = shown([customer(1), agent(ada, 2), agent(bens, 3)])
    expect(view.participants.map(({ name, isSelf, isRemovable }) => [name, isSelf, isRemovable])).toEqual([
      ['Cleo', false, false],
      ['Agent', true, false],
      ['Ben', false, true],
    ])
  })

  it('may leave while another agent is there, or an invite is live', () => {
    expect(shown([customer(1), agent(ada, 2), agent(bens, 3)]).mayLeave).toBe(true)
    expect(shown([customer(1), agent(ada, 2)], played([opened(ada, -1), asked()])).mayLeave).toBe(true)
  })

  it('may not leave with only customers there, also customers in copy', () => {
    const participants = [customer(1), customer(2), customer(3), agent(ada, 4)]
    expect(shown(participants).mayLeave).toBe(false)
    const { refusal } = decideWith(settings)(played([opened(ada, 0)]), event.parse(leaves(ada, participants, 1)))
    expect(refusal?.code).toBe('last-agent')
  })
})

describe('leaving', () => {
  const both = [customer(1), agent(ada, 2), agent(bens, 3)]
  const there = played([opened(ada, 0), opened(bens, 1)])

  it('by both at once closes the channel with the second one, and a repeat does nothing', () => {
    const first = decideWith(settings)(there, event.parse(leaves(ada, both, 1)))
    expect(first.effects.map(({ type }) => type)).toEqual(['participant.remove'])
    const second = decideWith(settings)(first.state, event.parse(leaves(bens, both, 2)))
    expect(second.effects.map(({ type }) => type)).toEqual(['channel.close'])
    expect(decideWith(settings)(second.state, event.parse(leaves(ada, both, 3))).effects).toEqual([])
  })

  it('closes the channel also when the other agent’s task has ended since the read of the channel', () => {
    const { state } = decideWith(settings)(there, event.parse(closed(bens, 2)))
    const { effects } = decideWith(settings)(state, event.parse(leaves(ada, both, 3)))
    expect(effects.map(({ type }) => type)).toEqual(['channel.close'])
  })

  it('by both at once closes nothing while an invite is live', () => {
    const support = { kind: 'queue' as const, sid: sid('WQ', 2), name: 'Support', isAvailable: true }
    const inviting = decideWith(settings)(there, event.parse(asked(support))).state
    const first = decideWith(settings)(inviting, event.parse(leaves(ada, both, 1)))
    const second = decideWith(settings)(first.state, event.parse(leaves(bens, both, 2)))
    expect([...first.effects, ...second.effects].map(({ type }) => type)).toEqual([
      'participant.remove',
      'participant.remove',
    ])
  })
})

describe('a warm transfer', () => {
  it('is refused where it is off', () => {
    const decision = decideWith({ ...settings, hasWarm: false })(
      played([opened(ada, 0)]),
      event.parse(asked(ben, 'warm')),
    )
    expect(decision.refusal?.code).toBe('warm-off')
    expect(decision.effects).toEqual([])
  })
})
