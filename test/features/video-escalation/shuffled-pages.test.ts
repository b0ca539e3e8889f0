import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { announcementOf, stateWord } from '../../../src/features/video-escalation/announce.ts'
import { decideWith } from '../../../src/features/video-escalation/decide.ts'
import { type Event, initial, type State, state as schema } from '../../../src/features/video-escalation/model.ts'
import {
  accepted,
  annotated,
  asks,
  called,
  came,
  closed,
  created,
  invited,
  left,
  rates,
  recordingIs,
  roomEnded,
  says,
  settings,
  taskOver,
  typed,
  wantsLink,
} from './story.ts'

const decide = decideWith({ ...settings, hasWaitingRoom: true, mayRecord: true })

/** A whole call with two devices, two ratings and a switched recording: whatever a page and an agent can do. */
const story = (): readonly Event[] => [
  accepted(),
  typed(),
  created(),
  annotated(),
  invited(),
  says('opened', 14),
  says('asking', 15),
  says('waiting', 16),
  asks('customer', 17, { consents: true }),
  came('agent', 20),
  asks('agent', 21),
  asks('customer', 22, { consents: true }),
  came('customer', 23),
  says('joined', 24),
  { ...called('record', 25), isOn: true },
  recordingIs(true, 26),
  asks('customer', 30, { device: 'laptop' }),
  asks('customer', 31, { device: 'laptop', takesOver: true }),
  came('customer', 32, 2),
  left('customer', 33, 10),
  called('mute', 34),
  says('left', 35, 'phone'),
  called('remove', 40),
  left('customer', 41, 9, 2),
  wantsLink(42),
  called('resend', 50),
  asks('customer', 51, { device: 'laptop', consents: true }),
  rates(4, 60),
  rates(1, 61),
  roomEnded(70),
  taskOver(80),
  closed(81),
  rates(2, 82),
  says('waiting', 83),
  wantsLink(84),
]
const count = story().length

type Seen = {
  readonly before: State
  readonly event: Event
  readonly after: State
  readonly step: ReturnType<typeof decide>
}

/** Plays the facts of the story in this order, each as often as it is told, and answers every single step. */
function play(order: readonly number[]): readonly Seen[] {
  const told = story()
  let state = initial
  return order.flatMap((n): Seen[] => {
    const event = told[n]
    if (!event) return []
    const before = state
    const step = decide(state, event)
    state = schema.parse(JSON.parse(JSON.stringify(step.state)))
    return [{ before, event, after: state, step }]
  })
}

const orders = fc.oneof(
  fc.shuffledSubarray([...Array(count).keys()], { minLength: count }),
  fc.array(fc.nat(count - 1), { maxLength: 3 * count }),
  // Mostly in order: this comes further.
  fc
    .array(fc.nat(count - 1), { maxLength: count })
    .map((more) => [...Array(count).keys(), ...more].sort((a, b) => a - b)),
)
const always = (rule: (seen: Seen) => void) =>
  fc.assert(
    fc.property(orders, (order) => play(order).forEach(rule)),
    { numRuns: 1_000 },
  )
const customerIn = ({ video }: State) => (video.phase === 'idle' ? undefined : video.customer)
const isLive = ({ video }: State) => video.phase === 'opening' || video.phase === 'open' || video.phase === 'asleep'

describe('whatever pages tell, in any order and as often as they like', () => {
  it('the story in its own order comes to its end', () => {
    const last = play([...Array(count).keys()]).at(-1)
    expect(last?.after.video).toMatchObject({ phase: 'ended', rating: { stars: 4 } })
    expect(announcementOf(last?.after ?? initial)).toMatchObject({ state: 'ended', joined: true, rating: 4 })
  })

  it('nobody waits for a video that is over, or that they were put out of', () =>
    always(({ after }) => {
      const customer = customerIn(after)
      if (!isLive(after) || customer?.isRemoved) expect(customer?.isWaiting ?? false).toBe(false)
    }))

  it('the first rating of a video stays', () =>
    always(({ before, after }) => {
      if (before.video.phase === 'idle' || after.video.phase === 'idle' || before.video.id !== after.video.id) return
      if (before.video.rating) expect(after.video.rating).toEqual(before.video.rating)
    }))

  it('no customer gets a seat without an agent in the room, without consent to a recording, or after being put out', () =>
    always(({ before, event, step }) => {
      if (event.type !== 'seat.asked' || event.role !== 'customer' || step.refusal) return
      const { video } = before
      expect(video.phase).not.toBe('idle')
      if (video.phase === 'idle') return
      expect(video.people.some((each) => each.role === 'agent' && each.until === undefined)).toBe(true)
      expect(video.customer.isRemoved).toBe(false)
      expect(!video.isRecorded || event.consents).toBe(true)
    }))

  it('a seat changes hands by its own person’s asking, and in no other way', () =>
    always(({ before, event, after }) => {
      if (before.video.phase === 'idle' || after.video.phase === 'idle' || before.video.id !== after.video.id) return
      for (const [identity, device] of Object.entries(before.video.seats)) {
        if (after.video.seats[identity] === device) continue
        expect(event).toMatchObject({ type: 'seat.asked', identity })
      }
    }))

  it('pages ask nothing of Twilio but a word on the task and, for a seat, a room', () =>
    always(({ event, step }) => {
      if (!['page.told', 'rating.given', 'link.asked', 'seat.asked'].includes(event.type)) return
      const kinds = step.effects.map(({ type }) => type).filter((type) => type !== 'task.annotate')
      expect(event.type === 'seat.asked' ? kinds.filter((kind) => kind !== 'room.create') : kinds).toEqual([])
    }))

  it('a recording is switched on while nobody is there who was not told', () =>
    always(({ before, event, step }) => {
      if (event.type !== 'command.given' || !step.effects.some((each) => each.type === 'room.record' && each.isOn))
        return
      const { video } = before
      const isUntold = video.phase === 'open' && video.customer.consentedAt === undefined
      const isHere = video.phase === 'open' && video.people.some((each) => each.role === 'customer' && !each.until)
      expect(isUntold && isHere).toBe(false)
    }))

  it('the task is told of each change, and only of changes', () =>
    always(({ before, after, step }) => {
      const [was, is] = [announcementOf(before), announcementOf(after)].map((each) => JSON.stringify(each))
      const writes = step.effects.filter((each) => each.type === 'task.annotate')
      if (after.video.phase !== 'idle' && is !== undefined) expect(writes).toHaveLength(was === is ? 0 : 1)
      expect(typeof stateWord(after.video)).toBe('string')
    }))
})
