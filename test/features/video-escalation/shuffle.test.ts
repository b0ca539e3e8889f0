import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideWith } from '../../../src/features/video-escalation/decide.ts'
import type { Effect, Event, State } from '../../../src/features/video-escalation/model.ts'
import { initial, state as schema } from '../../../src/features/video-escalation/model.ts'
import { accepted, came, conversationSid, left, roomEnded, roomName, settings, taskOver, typed } from './story.ts'

/** A Twilio in ten lines: rooms by name, invites by mark. Answers each effect with its outcome. */
function aWorld() {
  const rooms = new Map<string, { sid: string; isOpen: boolean }>()
  const invites = new Set<string>()
  const perform = (effect: Effect, head: { id: string; key: string; at: number }): Event | undefined => {
    switch (effect.type) {
      case 'room.create': {
        const room = rooms.get(effect.roomName) ?? { sid: `RM-${effect.roomName}`, isOpen: true }
        rooms.set(effect.roomName, room)
        return { ...head, type: 'room.created', roomName: effect.roomName, roomSid: room.sid }
      }
      case 'room.close': {
        for (const room of rooms.values()) if (room.sid === effect.roomSid) room.isOpen = false
        return { ...head, type: 'room.closed', roomSid: effect.roomSid }
      }
      case 'invite.post':
        invites.add(`${effect.escalationId}-${effect.invite}`)
        return { ...head, type: 'invite.posted', escalationId: effect.escalationId }
      case 'task.annotate':
        return { ...head, type: 'task.annotated', escalationId: effect.escalationId }
      case 'desks.find':
        return { ...head, type: 'desks.found', desks: [] }
      default:
        return undefined
    }
  }
  return { rooms, invites, perform }
}

const story = (): Event[] => [
  accepted(),
  typed(),
  came('customer', 20),
  came('agent', 25),
  left('customer', 90, 70),
  roomEnded(95, `RM-${roomName}`),
  taskOver(100),
]

/** Plays facts in the given order; `pick` chooses, step after step, whether a fact or a pending effect comes next. */
function play(facts: readonly Event[], pick: () => number) {
  const decide = decideWith(settings)
  const world = aWorld()
  const queue: { effect: Effect; id: string }[] = []
  const seen = new Set<string>()
  let [state, next, step] = [initial, 0, 0] as [State, number, number]
  const take = (event: Event) => {
    if (seen.has(event.id)) return
    seen.add(event.id)
    // What is told has happened: a room that is reported ended is over, also if our own request is answered later.
    if (event.type === 'room.ended') world.rooms.set(event.roomName, { sid: event.roomSid, isOpen: false })
    const result = decide(state, event)
    state = schema.parse(JSON.parse(JSON.stringify(result.state)))
    for (const effect of result.effects) queue.push({ effect, id: `effect-${++step}` })
  }
  while (next < facts.length || queue.length > 0) {
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
  return { state, ...world }
}

describe('whatever order Twilio tells it in, and however often', () => {
  const choices = fc.infiniteStream(fc.nat(50))
  const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 })
  const repeats = fc.array(fc.nat(6), { maxLength: 10 })

  it('no room stays open, and nobody is invited twice', () => {
    fc.assert(
      fc.property(orders, repeats, choices, (order, again, stream) => {
        const told = story()
        const facts = [...order, ...again].flatMap((n) => told[n] ?? [])
        const end = play(facts, () => stream.next().value)
        expect([...end.rooms.values()].filter((room) => room.isOpen)).toEqual([])
        expect(end.rooms.size).toBeLessThanOrEqual(1)
        expect(end.invites.size).toBeLessThanOrEqual(1)
        expect(['idle', 'ended']).toContain(end.state.video.phase)
      }),
      { numRuns: 2_000 },
    )
  })

  it('ends in the very same outcome: nobody can be in a room before it was asked for', () => {
    const inOrder = play(story(), () => 0).state
    fc.assert(
      fc.property(orders, repeats, choices, (order, again, stream) => {
        const rest = order.filter((n) => n > 1)
        const facts = [0, 1, ...rest]
        const told = story()
        // The same facts, so the same ids and moments as in the ordered run.
        const end = play(
          [...facts, ...again].flatMap((n) => told[n] ?? []),
          () => stream.next().value,
        )
        expect(end.state.video.phase).toBe('ended')
        expect(end.state.desks).toEqual(inOrder.desks)
        expect(pick(end.state)).toEqual(pick(inOrder))
      }),
      { numRuns: 2_000 },
    )
  })

  it('a /video redelivered after the call had ended opens nothing', () => {
    const told = story()
    const end = play([...told, ...told], () => 0)
    expect(end.rooms.size).toBe(1)
    expect(end.state.video.phase).toBe('ended')
  })
})

function pick({ video }: State) {
  return video.phase === 'ended' ? { id: video.id, causes: video.causes, people: video.people } : video
}
