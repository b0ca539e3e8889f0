import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideWith } from '../../../src/features/conversation-transfer/decide.ts'
import type { Told } from '../../../src/features/conversation-transfer/model.ts'
import {
  type Effect,
  type Event,
  event as eventSchema,
  initial,
  type State,
  state as schema,
} from '../../../src/features/conversation-transfer/model.ts'
import { isPending } from '../../../src/features/conversation-transfer/view.ts'
import { conversationSid, sid } from '../../support/a-desk.ts'
import {
  ada,
  asked,
  ben,
  bens,
  cancelled,
  closed,
  conversationOver,
  declined,
  invited,
  opened,
  settings,
} from './story.ts'

/**
 * A Twilio in a few lines: who is in the channel, and invites by their number. What facts tell has happened: Ben is in the
 * channel before anybody can hear of it.
 */
function aWorld() {
  const present = new Set([ada.taskSid])
  const invites = new Map<string, string>()
  const withdrawn = new Set<string>()
  const told: Told[] = []
  let releasedAlone = 0
  const perform = (effect: Effect, head: { id: string; key: string; at: number }): Event | undefined => {
    switch (effect.type) {
      case 'invite.create': {
        const mark = `${effect.transferId}-${effect.attempt}`
        const taskSid = invites.get(mark) ?? (effect.attempt === 1 ? invited : sid('WT', 0x20 + effect.attempt))
        invites.set(mark, taskSid)
        return { ...head, type: 'invite.created', transferId: effect.transferId, attempt: effect.attempt, taskSid }
      }
      case 'invite.withdraw': {
        const isTaken = present.has(effect.taskSid)
        if (!isTaken) withdrawn.add(effect.taskSid)
        return { ...head, type: 'invite.withdrawn', taskSid: effect.taskSid, status: isTaken ? 'assigned' : 'canceled' }
      }
      case 'agent.release':
        if (effect.taker && !present.has(effect.taker.taskSid))
          return { ...head, type: 'effect.failed', effect: 'agent.release', reason: 'not there' }
        present.delete(effect.taskSid)
        if (present.size === 0) releasedAlone += 1
        return { ...head, type: 'agent.released', transferId: effect.transferId, taskSid: effect.taskSid }
      case 'transfer.tell':
        told.push(effect.told)
        return { ...head, type: 'transfer.told' }
      default:
        return undefined
    }
  }
  return { present, invites, withdrawn, told, alone: () => releasedAlone, perform }
}

/** Plays facts in the given order; `pick` chooses, step after step, whether a fact or a pending effect comes next. */
function play(facts: readonly Event[], pick: () => number) {
  const decide = decideWith(settings)
  const world = aWorld()
  const queue: { effect: Effect; id: string }[] = []
  const seen = new Set<string>()
  let [state, next, step] = [initial, 0, 0] as [State, number, number]
  const take = (raw: Event) => {
    const event = eventSchema.parse(raw)
    if (seen.has(event.id)) return
    seen.add(event.id)
    if (event.type === 'desk.opened') world.present.add(event.desk.taskSid)
    if (event.type === 'desk.closed') world.present.delete(event.taskSid)
    const result = decide(state, event)
    state = schema.parse(JSON.parse(JSON.stringify(result.state)))
    for (const effect of result.effects) queue.push({ effect, id: `effect-${++step}` })
  }
  for (let turn = 0; turn < 500 && (next < facts.length || queue.length > 0); turn++) {
    const choice = pick() % (queue.length + (next < facts.length ? 1 : 0))
    if (next < facts.length && choice === queue.length) {
      const fact = facts[next++]
      if (fact) take(fact)
      continue
    }
    const [job] = queue.splice(choice, 1)
    const outcome = job && world.perform(job.effect, { id: job.id, key: conversationSid, at: 1_790_000_050_000 + step })
    if (outcome) take(outcome)
  }
  return { state, left: queue.length, ...world }
}

const choices = fc.infiniteStream(fc.nat(50))
const shuffled = (count: number) => fc.shuffledSubarray([...Array(count).keys()], { minLength: count })
const repeats = fc.array(fc.nat(5), { maxLength: 8 })

const stories: Readonly<Record<string, readonly Event[]>> = {
  'accepted, and both finish': [opened(bens, 20), closed(ada, 21, 'task.wrapup'), closed(ada, 90)],
  'declined, and TaskRouter cancels': [declined(20), closed({ taskSid: invited }, 20, 'task.canceled')],
  'workflow time-out and cancelled': [
    closed({ taskSid: invited }, 300, 'workflow.timeout'),
    closed({ taskSid: invited }, 300, 'task.canceled'),
  ],
  'taken back': [cancelled(10), closed({ taskSid: invited }, 11, 'task.canceled')],
  'taken back in the moment of acceptance': [cancelled(20), opened(bens, 20)],
  'accepted, and the first agent ends the chat': [opened(bens, 20), closed(ada, 20)],
  'the conversation is closed while it rings': [
    closed(ada, 20),
    closed({ taskSid: invited }, 20, 'task.canceled'),
    conversationOver(20),
  ],
}

describe.each(Object.entries(stories))('in whatever order, and however often, Twilio tells: %s', (_, story) => {
  const both = (check: (end: ReturnType<typeof play>) => void) =>
    fc.assert(
      fc.property(shuffled(story.length), repeats, choices, (order, again, stream) => {
        const facts = [...order, ...again].flatMap((n) => story[n] ?? [])
        check(play([opened(ada, -60), asked(), ...facts], () => stream.next().value))
      }),
      { numRuns: 1_000 },
    )

  it('it ends: no work is left, everything is told in order, and nobody is invited twice at once', () => {
    both((end) => {
      expect(end.left).toBe(0)
      const words = end.told.map((each) => each.is)
      expect(words.filter((each) => each === 'accepted').length).toBeLessThanOrEqual(1)
      // An end that had overlooked the first agent's leaving is followed by another invite, and by its end.
      if (!isPending(end.state.transfer) && words.length > 0) expect(words.at(-1)).toBe('over')
      expect([...end.invites.keys()].filter((each) => each.endsWith('-1'))).toHaveLength(1)
    })
  })

  it('the old agent is never let go while nobody else is there', () => {
    both((end) => {
      expect(end.alone()).toBe(0)
    })
  })
})

describe('the outcome', () => {
  it('is the same in whatever order an acceptance and the end of the first agent’s part are told', () => {
    fc.assert(
      fc.property(shuffled(3), choices, (order, stream) => {
        const facts = [opened(bens, 20), closed(ada, 21, 'task.wrapup'), closed(ada, 90)]
        const told = order.flatMap((n) => facts[n] ?? [])
        const end = play([opened(ada, -60), asked(), ...told], () => stream.next().value)
        expect(end.state.transfer).toMatchObject({ phase: 'over', word: 'completed', taker: { workerSid: ben.sid } })
        expect(isPending(end.state.transfer)).toBe(false)
      }),
    )
  })

  it('of a refusal is the same in whatever order it is told', () => {
    fc.assert(
      fc.property(shuffled(2), choices, (order, stream) => {
        const facts = [declined(20), closed({ taskSid: invited }, 20, 'task.canceled')]
        const told = order.flatMap((n) => facts[n] ?? [])
        const end = play([opened(ada, -60), asked(), ...told], () => stream.next().value)
        expect(end.state.transfer).toMatchObject({ phase: 'over', word: 'declined' })
        expect([...end.present]).toEqual([ada.taskSid])
        expect(end.invites.size).toBe(1)
      }),
    )
  })
})
