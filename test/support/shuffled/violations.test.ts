import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { head } from '../../../src/core/facts.ts'
import { type Decision, unchanged } from '../../../src/core/feature.ts'
import { inEachDecision } from './in-every-play.ts'
import { inAnyOrder } from './orders.ts'
import { createPlay } from './play.ts'
import { violations } from './violations.ts'

const state = z.object({ isOpen: z.boolean() })
type State = z.infer<typeof state>
const event = z.discriminatedUnion('type', [
  head.extend({ type: z.literal('door.opened'), by: z.string() }),
  head.extend({ type: z.literal('bell.rang') }),
  head.extend({ type: z.literal('door.closed'), by: z.string() }),
  head.extend({ type: z.literal('light.switched'), isOn: z.boolean() }),
])
type Event = z.infer<typeof event>
type Effect = { readonly type: 'light.switch'; readonly isOn: boolean }

/** A light in a cupboard: on while the door is open. Nothing ensures that the switching is in order. */
const decide = (before: State, { type }: Event): Decision<State, Effect> =>
  type === 'door.opened' || type === 'door.closed'
    ? { state: { isOpen: type === 'door.opened' }, effects: [{ type: 'light.switch', isOn: type === 'door.opened' }] }
    : unchanged(before)

function aCupboard() {
  let isOn = false
  const perform = (effect: Effect) => {
    isOn = effect.isOn
    return { type: 'light.switched' as const, isOn }
  }
  return { isOn: () => isOn, perform }
}

const story: readonly Event[] = [
  { type: 'door.opened', id: '1', key: 'cupboard', at: 0, by: `WK${'0'.repeat(30)}1a` },
  { type: 'bell.rang', id: '2', key: 'cupboard', at: 5_000 },
  { type: 'door.closed', id: '3', key: 'cupboard', at: 10_000, by: `WK${'0'.repeat(30)}2b` },
]
const light = { decide, model: { state, event }, initial: { isOpen: false }, key: 'cupboard', twilio: aCupboard }
const plays = { facts: inAnyOrder(story, { again: 5 }), plays: 200, seed: 7 }
type Played = ReturnType<ReturnType<typeof createPlay<State, Event, Effect, ReturnType<typeof aCupboard>>>>
const isOff = ({ twilio }: Played) => (twilio.isOn() ? ['it is on'] : [])

const opensLate = [
  '  1.    10.000 fact    door.closed {"by":"WK…002b"}',
  '  2.    10.001 outcome light.switched of light.switch {"isOn":false}',
  '  3.     0.000 fact    door.opened {"by":"WK…001a"}',
  '  4.    10.002 outcome light.switched of light.switch {"isOn":true}',
  '  5.     5.000 fact    bell.rang {}',
]
const note = "The simplest play found (seed 7), decision by decision, in seconds by the event's own clock:"

describe('violations of invariants', () => {
  it('are reported by name, each with its details and a play in which only the necessary facts are out of order', () => {
    const found = violations(
      { ...plays, play: createPlay(light) },
      { 'the light is off at the end': isOff, 'two switches': ({ effects }) => (effects.length === 2 ? [] : effects) },
    )
    expect([...found]).toEqual([
      [
        'the light is off at the end',
        ['Violated: the light is off at the end', '  by "it is on"', note, ...opensLate].join('\n'),
      ],
    ])
  })

  it('each have their own play', () => {
    const bell = inEachDecision<State, Event, Effect>(({ event }) => (event.type === 'bell.rang' ? [event.type] : []))
    const found = violations(
      { ...plays, play: createPlay(light) },
      { 'the light is off at the end': isOff, 'no bell rings': bell },
    )
    expect(found.get('the light is off at the end')).toContain(opensLate.join('\n'))
    expect(found.get('no bell rings')?.split('\n').slice(1)).toEqual([
      '  by {"decision":3,"found":"bell.rang"}',
      note,
      '  1.     0.000 fact    door.opened {"by":"WK…001a"}',
      '  2.     0.001 outcome light.switched of light.switch {"isOn":true}',
      '  3.     5.000 fact    bell.rang {}',
      '  4.    10.000 fact    door.closed {"by":"WK…002b"}',
      '  5.    10.001 outcome light.switched of light.switch {"isOn":false}',
    ])
  })

  it('by a rule that throws end with the event at which it threw', () => {
    const brittle = (before: State, next: Event) => {
      if (next.type === 'bell.rang' && before.isOpen) throw new Error('Not now')
      return decide(before, next)
    }
    const found = violations({ ...plays, play: createPlay({ ...light, decide: brittle }) }, {})
    const text = found.get('every event is decided, and every state is read back from its JSON')
    expect(text).toContain('Error: Not now')
    expect(text).toMatch(/and then bell\.rang \{\}$/)
  })

  it('by a state that JSON changes are reported, and no other violation of such a play', () => {
    const endless = (before: State, next: Event) => {
      const decision = decide(before, next)
      return next.type === 'door.closed'
        ? { ...decision, state: { isOpen: Number.NaN as unknown as boolean } }
        : decision
    }
    const found = violations({ ...plays, play: createPlay({ ...light, decide: endless }) }, { 'it is off': isOff })
    expect([...found.keys()]).toEqual(['every event is decided, and every state is read back from its JSON'])
  })

  it('by work that never ends are reported with the first hundred decisions', () => {
    const restless = (before: State, next: Event) => decide(before, { ...next, type: 'door.opened', by: '' })
    const found = violations({ ...plays, plays: 2, play: createPlay({ ...light, decide: restless }) }, {})
    expect([...found.keys()]).toEqual(['no work is left after 1000 turns'])
    expect([...found.values()].join('\n').split('\n').length).toBeLessThan(110)
  })
})
