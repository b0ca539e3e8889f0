import { describe, expect, it } from 'vitest'
import { decideWith, indexOf } from '../../../src/features/conversation-transfer/decide.ts'
import { type Event, event, initial, type State } from '../../../src/features/conversation-transfer/model.ts'
import { inviteInQuestion, missedFacts, tasksInQuestion } from '../../../src/features/conversation-transfer/observe.ts'
import { conversationSid } from '../../support/an-assignment.ts'
import { ada, asked, bens, cancelled, change, closed, id, invited, opened, settings, start } from './story.ts'

const decide = decideWith(settings)
const after = (events: readonly Event[], before: State = initial): State =>
  events.reduce((state, each) => decide(state, event.parse(each)).state, before)

const created = change('invite.created', { transferId: id, attempt: 1, taskSid: invited })
const withdrawn = (status: string) => change('invite.withdrawn', { taskSid: invited, status }, 20)
const ringing: readonly Event[] = [opened(ada, -60), asked(), created, change('transfer.announced', {})]
const seconds = (n: number) => start + n * 1_000

/** The reconciler's facts where the invite's task has this status. */
const found = (state: State, status: string | undefined, at: number) =>
  missedFacts(state, { key: conversationSid, at, statuses: new Map([[invited, status]]), offers: [] })

describe('the invite of a transfer that is over', () => {
  const over = after([...ringing, cancelled(10), withdrawn('deleted')])

  it('is watched until its end is reported', () => {
    expect(indexOf(over).isLive).toBe(true)
    expect(tasksInQuestion(over)).toEqual({ invited, served: [] })
    expect(indexOf(after([closed({ taskSid: invited }, 30)], over)).isLive).toBe(false)
  })

  it('is not watched when an agent has accepted it', () => {
    expect(indexOf(after([...ringing, opened(bens, 20), closed(ada, 30)])).isLive).toBe(false)
  })

  it.each(['pending', 'reserved'])('is withdrawn when its task is %s', (status) => {
    const facts = found(over, status, seconds(40))
    expect(facts).toMatchObject([{ type: 'invite.seen', taskSid: invited, isRinging: true }])
    const decision = decide(over, event.parse(facts[0]))
    expect(decision.effects).toEqual([{ type: 'invite.withdraw', taskSid: invited }])
    expect(indexOf(decision.state).isLive).toBe(true)
  })

  it('that is missing counts as gone after a minute, and not before', () => {
    expect(found(over, undefined, seconds(60))).toEqual([])
    const facts = found(over, undefined, seconds(80))
    expect(facts).toMatchObject([{ type: 'invite.seen', isRinging: false }])
    expect(indexOf(decide(over, event.parse(facts[0])).state).isLive).toBe(false)
  })

  it('is watched although a read did not find its task while it rang', () => {
    const missed = after([...ringing, { ...closed({ taskSid: invited }, 20), how: 'found deleted' } as Event])
    expect(missed.transfer).toMatchObject({ phase: 'over', word: 'unanswered' })
    expect(indexOf(missed).isLive).toBe(true)
  })
})

describe('an invite that Twilio never answered', () => {
  const unclear = after([
    opened(ada, -60),
    asked(),
    change('effect.failed', { effect: 'invite.create', reason: 'no answer' }, 90),
  ])

  it('is looked for by its mark, and withdrawn when it is found', () => {
    expect(unclear.transfer).toMatchObject({ phase: 'over', word: 'failed' })
    expect(indexOf(unclear).isLive).toBe(true)
    expect(inviteInQuestion(unclear)).toMatchObject({ mark: `${id}-i1`, since: seconds(90) })
    const seen = change('invite.seen', { transferId: id, taskSid: invited, isRinging: true }, 100)
    expect(decide(unclear, event.parse(seen)).effects).toEqual([{ type: 'invite.withdraw', taskSid: invited }])
  })

  it('is not looked for any more when it is missing, or when Twilio refused it', () => {
    const gone = change('invite.seen', { transferId: id, isRinging: false }, 200)
    expect(indexOf(after([gone], unclear)).isLive).toBe(false)
    const refused = change('effect.failed', { effect: 'invite.create', reason: 'bad request', code: 20001 }, 90)
    expect(indexOf(after([opened(ada, -60), asked(), refused])).isLive).toBe(false)
  })
})

describe('an invite that is not needed any more', () => {
  it('is withdrawn again when that failed, also after the end of its transfer', () => {
    const state = after([...ringing, cancelled(10), withdrawn('canceled')])
    const failed = change('effect.failed', {
      effect: 'invite.withdraw',
      reason: 'no answer',
      request: { type: 'invite.withdraw', taskSid: invited },
    })
    expect(decide(state, event.parse(failed)).effects).toEqual([
      { type: 'invite.withdraw', taskSid: invited, after: 30_000 },
    ])
  })
})
