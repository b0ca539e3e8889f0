import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideWith } from '../../../src/features/media-streams/decide.ts'
import type { Effect, Event, Settings, State } from '../../../src/features/media-streams/model.ts'
import { initial, state as schema } from '../../../src/features/media-streams/model.ts'
import {
  accepted,
  callSid,
  conferenceSid,
  heard,
  left,
  nameOf,
  sequential,
  settings,
  taskSid,
  transfer,
} from './story.ts'

/** A Twilio in twenty lines: streams by name, and the legs of a conference. */
function aWorld() {
  const streams = new Map<string, boolean>()
  const flagged = new Set([callSid, 'CAa'])
  const made = new Map<string, number>()
  let [most, doubled] = [0, 0]
  const sidOf = (name: string) => `MZ-${name}${made.get(name) === 1 ? '' : `-${made.get(name)}`}`
  const perform = (effect: Effect, head: { id: string; key: string; at: number }): Event => {
    switch (effect.type) {
      case 'stream.start':
        if (streams.get(effect.name)) doubled += 1
        made.set(effect.name, (made.get(effect.name) ?? 0) + 1)
        streams.set(effect.name, true)
        most = Math.max(most, [...streams.values()].filter(Boolean).length)
        return { ...head, type: 'stream.started', name: effect.name, streamSid: sidOf(effect.name) }
      case 'stream.stop':
        if (streams.has(effect.name)) streams.set(effect.name, false)
        return { ...head, type: 'stream.stopped', name: effect.name }
      case 'call.look':
        return { ...head, type: 'call.seen', callSid, isLive: true }
      case 'conference.look': {
        const people = [callSid, 'CAa', 'CAb'].map((leg) => ({
          callSid: leg,
          endsOnExit: flagged.has(leg),
          isHeld: false,
        }))
        return { ...head, type: 'conference.seen', turn: effect.turn, conferenceSid, people }
      }
      case 'participant.lift':
        flagged.delete(effect.callSid)
        return { ...head, type: 'participant.lifted', callSid: effect.callSid }
      case 'conference.end':
        return { ...head, type: 'conference.ended' }
      case 'task.annotate':
        return { ...head, type: 'task.annotated' }
    }
  }
  /** What is told has happened: a stream that is told stopped was there, and whatever is made of that name is another. */
  const told = (event: Event) => {
    if (event.type !== 'call.stream-told' || event.is !== 'stopped') return
    made.set(event.streamName, Math.max(1, made.get(event.streamName) ?? 0))
    if (made.get(event.streamName) === 1) streams.set(event.streamName, false)
  }
  return { streams, flagged, told, perform, seen: () => ({ most, doubled }) }
}

/** A is transferred to B, comes back for C's sake, and all leave. */
const story = (): Event[] => [
  accepted('A', 1),
  transfer('initiated', 10),
  accepted('B', 20),
  transfer('completed', 21),
  left('A', 30),
  heard('stopped', nameOf('A'), 31),
  accepted('A2', 40),
  left('B', 50),
  left('A2', 60),
]

/** Plays facts in the given order; `pick` chooses, step after step, whether a fact or a pending effect comes next. */
function play(facts: readonly Event[], rules: Settings, pick: () => number) {
  const decide = decideWith(rules)
  const world = aWorld()
  const queue: { effect: Effect; id: string }[] = []
  const seen = new Set<string>()
  let [state, next, step] = [initial, 0, 0] as [State, number, number]
  const take = (event: Event) => {
    if (seen.has(event.id)) return
    seen.add(event.id)
    world.told(event)
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
    if (job) take(world.perform(job.effect, { id: job.id, key: taskSid, at: 1_790_000_070_000 + step }))
  }
  return { state, ...world }
}

describe.each([
  ['overlap', settings],
  ['gap-free-sequential', sequential],
])('%s: whatever order Twilio tells it in, and however often', (_, rules) => {
  const choices = fc.infiniteStream(fc.nat(50))
  const all = story().map((_each, n) => n)
  const orders = fc.shuffledSubarray(all, { minLength: all.length })
  const repeats = fc.array(fc.nat(all.length - 1), { maxLength: 10 })

  it('no stream is left running, none is started twice, and four tracks are enough', () => {
    fc.assert(
      fc.property(orders, repeats, choices, fc.boolean(), (order, again, stream, isStopTold) => {
        const told = story()
        const all = [...order, ...again].flatMap((n) => told[n] ?? [])
        const facts = all.filter((each) => isStopTold || each.type !== 'call.stream-told')
        const end = play(facts, rules, () => stream.next().value)
        expect([...end.streams].filter(([, isOn]) => isOn)).toEqual([])
        expect(end.state.streams.filter((each) => each.phase !== 'over')).toEqual([])
        expect(end.seen().doubled).toBe(0)
        // A stop that is told before anything was asked for can only be a repeat's, and what comes then is one more.
        if (!isStopTold) expect(end.seen().most).toBeLessThanOrEqual(2)
      }),
      { numRuns: 1_500 },
    )
  })

  it('told in order, every agent had a stream, and nobody’s leaving could end the call', () => {
    fc.assert(
      fc.property(choices, (stream) => {
        // What is done comes before what is told next.
        const end = play(story(), rules, () => stream.next().value * 0)
        expect([...end.streams.keys()]).toEqual(expect.arrayContaining([nameOf('A'), nameOf('B'), nameOf('A2')]))
        expect([...end.flagged]).toEqual([])
      }),
      { numRuns: 5 },
    )
  })
})
