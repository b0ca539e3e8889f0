import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideWith } from '../../../src/features/video-escalation/decide.ts'
import {
  type Effect,
  type Event,
  initial,
  type State,
  state as schema,
} from '../../../src/features/video-escalation/model.ts'
import { leaversIn, servingIn } from '../../../src/features/video-escalation/serving.ts'
import {
  accepted,
  ada,
  ben,
  came,
  comesIn,
  conversationSid,
  deskOver,
  goesOut,
  saidOnTasks,
  settings,
  sits,
  taskOver,
  transferIs,
  typed,
} from './story.ts'

/** Ada hands the customer over to Ben, who wraps up in the end. */
const story = (mode: 'cold' | 'warm'): readonly Event[] => [
  accepted(),
  typed(),
  sits(ada, 15),
  came('customer', 20),
  comesIn(ada, 25),
  transferIs('ringing', 30, { mode }),
  accepted(ben, 35),
  transferIs('accepted', 35, { mode }),
  sits(ben, 37),
  comesIn(ben, 38),
  deskOver(ada, 40),
  transferIs('over', 41, { mode }),
  goesOut(ada, 42, 17),
  comesIn(ada, 43, 2),
  taskOver(50, ada, 'task.completed'),
  goesOut(ada, 51, 8, 2),
  deskOver(ben, 90),
  taskOver(91, ben, 'task.completed'),
]
const count = story('cold').length

/** Rooms that open and close as they are told to; whatever else is asked for succeeds. */
function answer(effect: Effect, rooms: Map<string, boolean>): object | undefined {
  switch (effect.type) {
    case 'room.create':
      rooms.set(`RM-${effect.roomName}`, rooms.get(`RM-${effect.roomName}`) ?? true)
      return { type: 'room.created', roomName: effect.roomName, roomSid: `RM-${effect.roomName}` }
    case 'room.close':
      rooms.set(effect.roomSid, false)
      return { type: 'room.closed', roomSid: effect.roomSid }
    case 'invite.post':
      return { type: 'invite.posted', escalationId: effect.escalationId }
    case 'task.annotate':
      return { type: 'task.annotated', escalationId: effect.escalationId }
    case 'desks.find':
      return { type: 'desks.found', desks: [] }
    case 'timer.wait':
      return effect.timer === 'link' ? undefined : { type: 'timer.fired', timer: effect.timer, of: effect.of }
    default:
      return undefined
  }
}

type Seen = { readonly before: State; readonly event: Event; readonly after: State }

/** Plays facts in this order; `pick` chooses whether a fact, an outcome or a timer comes next. */
function play(facts: readonly Event[], pick: (most: number) => number, unanswered: 'end' | 'keep' = 'end') {
  const decide = decideWith({ ...settings, unanswered })
  const [rooms, steps, effects] = [new Map<string, boolean>(), [] as Seen[], [] as Effect[]]
  const [queue, seen] = [[] as Effect[], new Set<string>()]
  let [state, next, number, now] = [initial, 0, 0, 1_790_000_060_000] as [State, number, number, number]
  const take = (event: Event) => {
    if (seen.has(event.id)) return
    seen.add(event.id)
    const step = decide(state, event)
    const after = schema.parse(JSON.parse(JSON.stringify(step.state)))
    steps.push({ before: state, event, after })
    state = after
    effects.push(...step.effects)
    queue.push(...step.effects)
  }
  while (next < facts.length || queue.length > 0) {
    const most = queue.length + (next < facts.length ? 1 : 0)
    const choice = pick(most) % most
    const fact = choice === queue.length ? facts[next++] : undefined
    if (fact) {
      take(fact)
      continue
    }
    const [effect] = queue.splice(choice, 1)
    const outcome = effect && answer(effect, rooms)
    now += effect?.type === 'timer.wait' ? effect.after : 1
    const head = { id: `outcome-${++number}`, key: conversationSid, at: now }
    if (outcome) take({ ...outcome, ...head } as Event) // each answer is one of the events
  }
  return { state, steps, rooms, effects }
}

const factsFirst = (most: number) => most - 1
const choices = fc.infiniteStream(fc.nat(50))
const everything = [...Array(count).keys()]
const orders = fc.shuffledSubarray(everything, { minLength: count })
const repeats = fc.array(fc.nat(count - 1), { maxLength: 12 })
const modes = fc.constantFrom('cold' as const, 'warm' as const)
const isUnderWay = ({ video }: State) => ['opening', 'open', 'asleep'].includes(video.phase)

const always = (rule: (end: ReturnType<typeof play>) => void, begun = 0) =>
  fc.assert(
    fc.property(orders, repeats, choices, modes, (order, again, stream, mode) => {
      const told = story(mode)
      const first = everything.slice(0, begun)
      const rest = order.filter((n) => n >= begun)
      rule(
        play(
          [...first, ...rest, ...again].flatMap((n) => told[n] ?? []),
          () => stream.next().value,
        ),
      )
    }),
    { numRuns: 1_500 },
  )

describe('a handover, told in any order, twice and late', () => {
  it('leaves no room open and nobody’s video under way', () => {
    always(({ state, rooms }) => {
      expect([...rooms.values()]).not.toContain(true)
      expect(['idle', 'ended']).toContain(state.video.phase)
    })
  })

  it('ends no video while another agent serves the customer', () => {
    always(({ steps }) => {
      for (const { before, event, after } of steps)
        if (isUnderWay(before) && !isUnderWay(after) && event.type === 'desk.closed')
          expect(after.desks.map((desk) => desk.workerSid)).toEqual([])
    }, 2)
  })

  it('lets nobody stay beside a colleague who serves, and asks each connection to go once', () => {
    always(({ steps, effects }) => {
      for (const { after } of steps) {
        const { video } = after
        if (video.phase !== 'open' || servingIn(after, video).length === 0) continue
        for (const { person } of leaversIn(after, video)) expect(video.shownOut).toContain(person.participantSid)
      }
      const out = effects.flatMap((each) => (each.type === 'person.remove' ? [each.participantSid] : []))
      expect(new Set(out).size).toBe(out.length)
      expect(out).not.toContain('PAc1')
    }, 2)
  })

  it('belongs at every moment to an agent who serves the conversation, as long as there is one', () => {
    always(({ steps }) => {
      for (const { after } of steps) {
        const { video, desks } = after
        if (!isUnderWay(after) || video.phase === 'idle' || desks.length === 0) continue
        expect(desks.map((desk) => desk.taskSid)).toContain(video.taskSid)
      }
    }, 2)
  })

  it('in its own order comes out the same, however late what was asked for is done', () => {
    fc.assert(
      fc.property(repeats, choices, modes, (again, stream, mode) => {
        const told = story(mode)
        // Timers are later than what they wait for: here all that is told happens within a minute and a half.
        const facts = [...everything, ...again].flatMap((n) => told[n] ?? [])
        const end = play(facts, () => stream.next().value)
        if (end.state.video.phase !== 'ended') throw new Error(`It is ${end.state.video.phase}`)
        expect(end.state.video).toMatchObject({ workerSid: ben.workerSid, taskSid: ben.taskSid })
        expect(end.state.video.causes[0]?.why).toBe('task-closed')
        expect(saidOnTasks({ state: end.state, effects: end.effects })).toEqual({
          [ada.taskSid]: 'handed-over',
          [ben.taskSid]: 'ended',
        })
      }),
      { numRuns: 500 },
    )
  })

  it('where a kept video has nobody, it is kept, and only its room’s own time ends it', () => {
    const told = story('cold')
    const facts = [0, 1, 2, 3, 4, 5, 10, 11, 14].flatMap((n) => told[n] ?? [])
    expect(play(facts, factsFirst, 'keep').state.video.phase).toBe('open')
    expect(play(facts, factsFirst, 'end').state.video).toMatchObject({
      phase: 'ended',
      causes: [{ why: 'nobody-took-over' }],
    })
  })
})
