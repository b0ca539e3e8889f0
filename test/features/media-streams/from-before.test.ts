import { describe, expect, it } from 'vitest'
import { isAsSeen } from '../../../src/features/media-streams/as-seen.ts'
import { decideWith } from '../../../src/features/media-streams/decide.ts'
import { type Event, initial, type Settings } from '../../../src/features/media-streams/model.ts'
import { sid } from '../../support/an-assignment.ts'
import {
  aCall,
  accepted,
  announced,
  aRead,
  at,
  callSeen,
  closedTask,
  left,
  nameOf,
  of,
  personSeen,
  reservation,
  running,
  settings,
  speakers,
  taskSid,
} from './story.ts'

const found = { isFound: true, before: 0, names: 1 } as const
const numbers = (...all: readonly number[]) => all.map((n) => nameOf('A', n))
const gone = (...agents: readonly ('A' | 'B')[]) =>
  agents.map((each) => ({ reservationSid: reservation(each), workerSid: sid('WK', 1) }))

describe('a call whose record is lost', () => {
  it('starts each agent’s first stream by its name, which Twilio refuses where it runs: no stream is stopped', () => {
    const call = aCall()
    call.hear(accepted('A', 1, found), accepted('B', 2, { ...found, before: 1 }))
    call.conference('customer', 'CAa', 'CAb')
    expect(of(call.effects, 'stream.start')).toEqual([nameOf('A'), nameOf('B')])
    expect(of(call.effects, 'stream.stop')).toEqual([])
  })

  it('and whose task allows more names stops all of them before one with another number starts', () => {
    const call = aCall()
    call.hear(accepted('A', 1, { ...found, names: 8 }))
    expect(of(call.effects, 'stream.start')).toEqual([])
    expect(of(call.effects, 'stream.stop')).toEqual(numbers(1, 2, 3, 4, 5, 6, 7, 8))
    for (const name of numbers(1, 2, 3, 4, 5, 6, 7)) expect(of(call.stopped(name), 'stream.start')).toEqual([])
    call.stopped(nameOf('A', 8))
    expect(of(call.effects, 'stream.start')).toEqual([nameOf('A', 9)])
    expect(announced(call.effects).at(-1)).toMatchObject({ names: 16 })
  })

  it('and whose customer’s leg is unknown stops them once the leg is found', () => {
    const call = aCall({ ...settings, calls: 'all' })
    call.hear(accepted('A', 1, { ...found, names: 8, direction: 'outbound', callSid: undefined }))
    expect(of(call.effects, 'stream.stop')).toEqual([])
    call.conference('customer', 'CAa')
    expect(of(call.effects, 'stream.stop')).toHaveLength(8)
    expect(of(call.effects, 'stream.start')).toEqual([])
  })

  it('stops the streams of agents who left meanwhile', () => {
    const call = aCall()
    call.hear(accepted('B', 2, { ...found, before: 1 }))
    const effects = call.seen(['customer', 'CAb'], { left: gone('A') })
    expect(of(effects, 'stream.stop')).toEqual([nameOf('A')])
    call.stopped(nameOf('A'))
    expect(running(call.state())).toEqual([nameOf('B')])
    expect(of(call.seen(['customer', 'CAb'], { left: gone('A') }), 'stream.stop')).toEqual([])
  })

  it('stops the stream of an agent who leaves before the record is complete again', () => {
    const call = aCall()
    call.hear(left('A', 3), accepted('B', 2, { ...found, before: 1 }))
    const effects = call.seen(['customer', 'CAb'], { left: gone('A') })
    expect(of(effects, 'stream.stop')).toEqual([nameOf('A')])
  })

  it('numbers agents as before, in any order of their events', () => {
    const call = aCall()
    call.hear(accepted('C', 30, { before: 1 }))
    expect(of(call.effects, 'stream.start')).toEqual([])
    call.seen(['customer', 'CAb', 'CAc'], { left: gone('A') })
    expect(call.effects).toContainEqual(expect.objectContaining({ type: 'stream.start', transfer: 2 }))
    call.hear(accepted('A', 1, found), accepted('B', 2, { ...found, before: 1 }))
    expect(call.state().assignments.map(({ transfer }) => transfer)).toEqual([0, 1, 2])
    expect(call.state().agents).toBe(3)
  })
})

describe('a check whose job was lost with Redis', () => {
  const due = (s: number): Event => ({ type: 'call.due', id: `due-${s}`, key: taskSid, at: at(s) })

  it('is repeated when the reconciler runs, more than five seconds later', () => {
    const call = aCall()
    call.hear(accepted('A', 1))
    expect(of(call.hear(due(5)), 'conference.look')).toEqual([])
    expect(of(call.hear(due(7)), 'conference.look')).toHaveLength(1)
  })

  it('makes the call differ from its record until then', () => {
    const call = aCall()
    call.hear(accepted('A', 1))
    const read = aRead(['customer', 'CAa'].map(personSeen), { task: { ...closedTask, isOpen: true } })
    call.conference('customer', 'CAa')
    expect(isAsSeen(call.state(), read, at(2))).toBe(true)
    call.hear(accepted('B', 3))
    expect(isAsSeen(call.state(), read, at(9))).toBe(false)
  })
})

describe('a stream with a number above 1', () => {
  it('starts only when the task allows it', () => {
    const decide = decideWith(settings)
    const play = [
      accepted('A'),
      speakers('started', nameOf('A'), 2),
      speakers('stopped', nameOf('A'), 5),
      callSeen(true, 7),
    ]
    let state = initial
    const effects = play.flatMap((each) => {
      const decision = decide(state, each)
      state = decision.state
      return decision.effects
    })
    expect(of(effects, 'stream.start')).toEqual([nameOf('A')])
    expect(announced(effects).at(-1)).toMatchObject({ names: 8 })
    const written = decide(state, { type: 'task.annotated', id: 'w', key: 'k', at: 1_790_000_008_000, names: 8 })
    expect(of(written.effects, 'stream.start')).toEqual([nameOf('A', 2)])
  })

  it('starts also where the task cannot be written', () => {
    const decide = decideWith(settings)
    const call = aCall()
    call.hear(accepted('A'))
    const state = { ...call.state(), names: 8 }
    const reason = 'refused'
    const decision = decide(state, { type: 'effect.failed', effect: 'task.annotate', id: 'f', key: 'k', at: 1, reason })
    expect(decision.state.announcedNames).toBe(8)
  })
})

describe('where rules name a queue', () => {
  const sales = { queue: 'Sales', to: 'coach' }
  const urls = { main: 'wss://media.example.com/in', coach: 'wss://coach.example.com/in' }
  const byQueue: Settings = { ...settings, destinations: { urls, rules: [sales], otherwise: 'main' } }
  const destinations = (call: ReturnType<typeof aCall>) =>
    call.effects.flatMap((each) => (each.type === 'stream.start' ? [each.destination] : []))

  it('the task has each agent’s destination', () => {
    const call = aCall(byQueue)
    call.hear(accepted('A', 1, { queueSid: sid('WQ', 1), queueName: 'Sales' }))
    call.started(nameOf('A'))
    call.conference('customer', 'CAa')
    expect(announced(call.effects).at(-1)).toMatchObject({ to: { [reservation('A')]: 'coach' } })
  })

  it('an agent of a lost record gets the destination on the task, whatever their queue is now', () => {
    const call = aCall(byQueue)
    call.hear(accepted('A', 1, { ...found, destination: 'coach' }))
    expect(destinations(call)).toEqual(['coach'])
  })

  it('and without a destination on the task none is guessed: a possible stream is stopped', () => {
    const call = aCall(byQueue)
    call.hear(accepted('A', 1, found))
    expect(destinations(call)).toEqual([])
    expect(of(call.effects, 'stream.stop')).toEqual([nameOf('A')])
  })
})

it('the streams of a lost record end with the call', () => {
  const call = aCall()
  call.hear(accepted('A', 1, { ...found, names: 8 }), left('A', 5))
  call.seen(['CAa'], { task: closedTask, legs: [{ callSid: call.state().callSid ?? '', is: 'over', isClient: false }] })
  expect(running(call.state())).toEqual([])
})
