import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../src/core/feature.ts'
import { decideWith } from '../../../src/features/media-streams/decide.ts'
import {
  type Effect,
  type Event,
  type EventOf,
  event,
  initial,
  state,
} from '../../../src/features/media-streams/model.ts'
import { inEveryPlay } from '../../support/shuffled/in-every-play.ts'
import { inAnyOrder } from '../../support/shuffled/orders.ts'
import { createPlay } from '../../support/shuffled/play.ts'
import {
  accepted,
  aRead,
  callSid,
  closedTask,
  left,
  nameOf,
  personSeen,
  reservation,
  sequential,
  settings,
  speakers,
  taskSid,
  transfer,
} from './story.ts'

/**
 * A Twilio in a few lines: streams by name, and the legs of a conference, each agent's named after their reservation.
 */
function aTwilio() {
  const streams = new Map<string, boolean>()
  const [come, gone] = [new Set<string>(), new Set<string>()]
  let isEnded = false
  const flagged = new Set([callSid, reservation('A')])
  const made = new Map<string, number>()
  const doubled: string[] = []
  let most = 0
  const running = () => [...streams.keys()].filter((name) => streams.get(name))
  const sidOf = (name: string) => `MZ-${name}${made.get(name) === 1 ? '' : `-${made.get(name)}`}`
  const perform = (effect: Effect): Outcome<Event> => {
    switch (effect.type) {
      case 'stream.start': {
        const { name } = effect
        if (streams.get(name)) doubled.push(name)
        made.set(name, (made.get(name) ?? 0) + 1)
        streams.set(name, true)
        most = Math.max(most, running().length)
        return { type: 'stream.started', name, streamSid: sidOf(name) }
      }
      case 'stream.stop':
        if (streams.has(effect.name)) streams.set(effect.name, false)
        return { type: 'stream.stopped', name: effect.name }
      case 'call.look':
        return { type: 'call.seen', callSid, isLive: true }
      case 'conference.look': {
        const agents = [...come].filter((each) => !gone.has(each))
        const legs = isEnded ? [] : ['customer', ...agents]
        const participants = legs.map((leg) =>
          personSeen(`${leg}${flagged.has(leg.replace('customer', callSid)) ? '*' : ''}`),
        )
        const task = gone.size < 3 ? {} : { task: closedTask }
        return { type: 'conference.seen', lookNumber: effect.lookNumber, read: aRead(participants, task) }
      }
      case 'participant.lift':
        flagged.delete(effect.callSid)
        return { type: 'participant.lifted', callSid: effect.callSid }
      case 'participant.restore':
        flagged.add(effect.callSid)
        return { type: 'participant.restored', callSid: effect.callSid }
      case 'conference.end':
        isEnded = true
        return { type: 'conference.ended', isDone: true }
      case 'task.annotate':
        return { type: 'task.annotated', names: effect.streams.names }
    }
  }
  /** A stream that is reported stopped existed, and a later stream of that name is another one. */
  const happen = (fact: Event) => {
    if (fact.type === 'call.assignment-opened') come.add(fact.assignment.reservationSid)
    if (fact.type === 'call.assignment-closed') gone.add(fact.reservationSid ?? '')
    if (!isStop(fact)) return
    made.set(fact.streamName, Math.max(1, made.get(fact.streamName) ?? 0))
    if (made.get(fact.streamName) === 1) streams.set(fact.streamName, false)
  }
  return { streams, flagged, doubled, running, most: () => most, perform, happen }
}

const isStop = (fact: Event): fact is EventOf<'call.stream-changed'> =>
  fact.type === 'call.stream-changed' && fact.is === 'stopped'

/** A transfers to B, comes back during C's part, and all leave. */
const story: readonly Event[] = [
  accepted('A', 1),
  transfer('initiated', 10),
  accepted('B', 20),
  transfer('completed', 21),
  left('A', 30),
  speakers('stopped', nameOf('A'), 31),
  accepted('A2', 40),
  left('B', 50),
  left('A2', 60),
]
const withoutStop = story.filter((fact) => !isStop(fact))

describe.each([
  ['overlap', settings],
  ['gap-free-sequential', sequential],
])('%s: a call of three agents', (_, rules) => {
  const play = createPlay({
    decide: decideWith(rules),
    model: { state, event },
    initial,
    key: taskSid,
    twilio: aTwilio,
  })

  describe('in any order, with or without the callback of a stream’s end, up to ten facts repeated, in 1,500 plays', () => {
    const facts = fc.oneof(inAnyOrder(story, { again: 10 }), inAnyOrder(withoutStop, { again: 10 }))
    inEveryPlay(
      { play, facts, plays: 1_500 },
      {
        'no stream runs at the end': ({ twilio }) => twilio.running(),
        'every stream is over at the end': ({ state }) => state.streams.filter(({ phase }) => phase !== 'over'),
        'no stream is started while it runs': ({ twilio }) => twilio.doubled,
        // A stop before any request can only be a repeat's, and the next stream is one more.
        'without the callback at most two streams run at once': ({ twilio, decisions }) =>
          decisions.some(({ event }) => isStop(event)) || twilio.most() <= 2 ? [] : [twilio.most()],
      },
    )
  })

  it('in order, gives every agent a stream, and leaves no agent’s leg whose leaving ends the call', () => {
    const { twilio } = play(story)
    expect([...twilio.streams.keys()]).toEqual(expect.arrayContaining([nameOf('A'), nameOf('B'), nameOf('A2')]))
    expect([...twilio.flagged]).toEqual([callSid])
  })
})
