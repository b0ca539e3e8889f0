import { describe, expect, it } from 'vitest'
import { Retryable } from '../../../src/core/errors.ts'
import { decideWith } from '../../../src/features/conversation-transfer/decide.ts'
import { jobsIn } from '../../../src/features/conversation-transfer/jobs.ts'
import { type Effect, type Event, event, initial } from '../../../src/features/conversation-transfer/model.ts'
import { aTwilio } from '../../support/a-twilio.ts'
import { anAssignment, conversationSid, sid } from '../../support/an-assignment.ts'
import { ada, asked, ben, bens, change, closed, declined, id, invited, opened, settings } from './story.ts'

/** All effects of these events, in order. */
function effectsOf(events: readonly Event[]): readonly Effect[] {
  const effects: Effect[] = []
  events.reduce((state, each) => {
    const decision = decideWith(settings)(state, event.parse(each))
    effects.push(...decision.effects)
    return decision.state
  }, initial)
  return effects
}
const of = <T extends Effect['type']>(effects: readonly Effect[], type: T) =>
  effects.filter((each): each is Extract<Effect, { type: T }> => each.type === type)

const created = (attempt: number, taskSid: string): Event =>
  change('invite.created', { transferId: id, attempt, taskSid }, attempt)
const ringing: readonly Event[] = [opened(ada, -60), asked(), created(1, invited), change('transfer.announced', {})]

describe('a transfer', () => {
  it('that is requested twice has one invite', () => {
    expect(of(effectsOf([opened(ada, -60), asked(), asked(ben, 'cold', 1)]), 'invite.create')).toHaveLength(1)
  })

  it('releases the first agent after another one has accepted, and not before', () => {
    expect(of(effectsOf(ringing), 'agent.release')).toEqual([])
    expect(of(effectsOf([...ringing, opened(bens, 20)]), 'agent.release')).toMatchObject([
      { taskSid: ada.taskSid, taker: { workerSid: ben.sid, taskSid: invited } },
    ])
  })

  it('declined after the first agent left goes to the fallback queue, then the customer gets a notice', () => {
    const [withdrawn, second] = [{ taskSid: invited, status: 'canceled' }, sid('WT', 3)]
    const alone = [...ringing, closed(ada, 5), declined(20), change('invite.withdrawn', withdrawn, 21)]
    expect(of(effectsOf(alone), 'invite.create')).toMatchObject([
      { attempt: 1, target: { sid: ben.sid } },
      { attempt: 2, target: { kind: 'queue', sid: settings.fallback?.queueSid } },
    ])
    expect(of(effectsOf(alone), 'notice.post')).toEqual([])
    const inVain = [...alone, created(2, second), closed({ taskSid: second }, 100, 'task.canceled')]
    expect(of(effectsOf(inVain), 'notice.post')).toMatchObject([{ notice: 'nobody' }])
  })
})

describe('an acceptance', () => {
  /** Another plugin made this task from the attributes of Ben's, with the mark of his invite. */
  const copied = anAssignment({ ...bens, taskSid: sid('WT', 8), reservationSid: sid('WR', 8), workerSid: sid('WK', 8) })

  it('of a task that is no invite’s releases nobody, whenever it arrives', () => {
    const over = [...ringing, opened(bens, 20), change('agent.released', { transferId: id, taskSid: ada.taskSid }, 21)]
    for (const [before, released] of [
      [[opened(ada, -60), asked()], 0],
      [ringing, 0],
      [over, 1],
    ] as const) {
      const after = [...before, opened(copied, 30), change('transfer.announced', {}, 31)]
      expect(of(effectsOf(after), 'agent.release')).toHaveLength(released)
    }
  })

  it('before Twilio’s answer to the invite waits for it, and a copy of its mark does not replace it', () => {
    const early = [opened(ada, -60), asked(), opened(copied, 2), opened(bens, 3)]
    expect(of(effectsOf(early), 'agent.release')).toEqual([])
    expect(of(effectsOf([...early, created(1, invited)]), 'agent.release')).toMatchObject([
      { taskSid: ada.taskSid, taker: { workerSid: ben.sid, taskSid: invited } },
    ])
  })

  it('removes the mark of the invite from the next agent’s task, which keeps the note and has its own SID', () => {
    const writes = of(effectsOf([...ringing, opened(bens, 20)]), 'task.annotate')
    expect(writes.filter(({ taskSid }) => taskSid === invited)).toMatchObject([
      { transfer: { id, state: 'incoming', mode: 'cold' } },
    ])
    expect(JSON.stringify(writes)).not.toContain('-i1')
  })

  it.each(['reservation.rescinded', 'reservation.canceled'])('stands after %s of other offers, however many', (how) => {
    const others = Array.from({ length: 49 }, (_, n) => ({
      ...closed({ taskSid: invited }, 21, how),
      id: `${how}-${n}`,
      reservationSid: sid('WR', 0x100 + n),
    }))
    const effects = effectsOf([...ringing, opened(bens, 20), ...others.map((each) => event.parse(each))])
    expect(effects).toEqual(effectsOf([...ringing, opened(bens, 20)]))
  })
})

describe('the release of the first agent', () => {
  const participant = (n: number, { workerSid, taskSid }: typeof ada) =>
    ({ participantSid: sid('UT', n), kind: 'agent', workerSid, taskSid }) as const
  const [release] = of(effectsOf([...ringing, opened(bens, 20)]), 'agent.release')

  /** Runs the job with these participants in the channel. */
  function released(...participants: readonly ReturnType<typeof participant>[]) {
    const twilio = aTwilio({ interactionParticipants: async () => participants })
    const deps = { twilio, decide: async () => {}, release: 'wrapup', author: 'Video', defaultLocale: 'en' } as const
    if (!release) throw new Error('Nobody is to be let go')
    const attempt = { key: conversationSid, effectId: 'effect-1', isRepeat: false }
    const outcome = jobsIn({ ...deps, skippedAttributes: [] })['agent.release'](release, attempt)
    return { outcome, called: twilio.called }
  }

  it('waits until the next agent is in the channel', async () => {
    const { outcome, called } = released(participant(1, ada))
    await expect(outcome).rejects.toThrow(Retryable)
    expect(called()).not.toContain('releaseAgent')
  })

  it('is done when both are there', async () => {
    const { outcome, called } = released(participant(1, ada), participant(2, bens))
    expect(await outcome).toEqual({ type: 'agent.released', transferId: id, taskSid: ada.taskSid })
    expect(called()).toContain('releaseAgent')
  })
})
