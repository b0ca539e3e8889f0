import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { announcementOf, stateWord } from '../../../src/features/video-escalation/announce.ts'
import { decideWith } from '../../../src/features/video-escalation/decide.ts'
import {
  type Effect,
  type Event,
  event,
  initial,
  type State,
  state,
} from '../../../src/features/video-escalation/model.ts'
import { isHere } from '../../../src/features/video-escalation/presence.ts'
import { inEachDecision, inEveryPlay } from '../../support/shuffled/in-every-play.ts'
import { inAnyOrder } from '../../support/shuffled/orders.ts'
import { createPlay } from '../../support/shuffled/play.ts'
import type { Decided } from '../../support/shuffled/record.ts'
import {
  accepted,
  annotated,
  asks,
  called,
  came,
  closed,
  conversationSid,
  created,
  invited,
  left,
  rates,
  recordingIs,
  roomEnded,
  says,
  settings,
  switched,
  taskOver,
  typed,
  wantsLink,
} from './story.ts'

/** A whole call with two devices, two ratings and a switched recording: every action of a page and an agent. */
const story: readonly Event[] = [
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
  switched(true, 25),
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

const play = createPlay({
  decide: decideWith({ ...settings, hasWaitingRoom: true, mayRecord: true }),
  model: { state, event },
  initial,
  key: conversationSid,
  // The story has the outcomes, too.
  twilio: () => ({ perform: () => undefined }),
})

const any = fc.constantFrom(...story)
const orders = fc.oneof(
  inAnyOrder(story),
  fc.array(any, { maxLength: 3 * story.length }),
  // Mostly in order, to get further.
  fc
    .array(any, { maxLength: story.length })
    .map((more) => story.flatMap((fact) => [fact, ...more.filter((each) => each === fact)])),
)
/** A customer may repeat an action, so each time is a fact of its own. */
const facts = orders.map((order) => order.map((fact, n) => ({ ...fact, id: `fact-${n}` })))

const customerIn = ({ video }: State) => (video.phase === 'idle' ? undefined : video.customer)
const isLive = ({ video }: State) => video.phase === 'opening' || video.phase === 'open' || video.phase === 'asleep'
/** The video before and after a decision, if it is the same one. */
function sameVideo({ video: was }: State, { video: is }: State) {
  return was.phase !== 'idle' && is.phase !== 'idle' && was.id === is.id ? { was, is } : undefined
}
/** The video in which this decision gave a customer a seat. */
function seatedIn({ before, event, refusal }: Decided<State, Event, Effect>) {
  return event.type === 'seat.requested' && event.role === 'customer' && !refusal
    ? [{ video: before.video, consents: event.consents }]
    : []
}

describe(`the ${story.length} facts of a video`, () => {
  it('in order lead to its end, with the first of its ratings', () => {
    const end = play(story).state
    expect(end.video).toMatchObject({ phase: 'ended', rating: { stars: 4 } })
    expect(announcementOf(end)).toMatchObject({ state: 'ended', joined: true, rating: 4 })
  })
})

describe(`the ${story.length} facts of a video in any order, each never, once or several times, in 1,000 plays`, () => {
  inEveryPlay(
    { play, facts, plays: 1_000 },
    {
      'nobody waits for a video that has not started or has ended': inEachDecision(({ after }) =>
        !isLive(after) && customerIn(after)?.isWaiting ? [after.video.phase] : [],
      ),
      'a customer who was removed does not wait': inEachDecision(({ after }) => {
        const customer = customerIn(after)
        return customer?.isRemoved && customer.isWaiting ? [customer] : []
      }),
      'the first rating of a video stays': inEachDecision(({ before, after }) => {
        const { was, is } = sameVideo(before, after) ?? {}
        return was?.rating && !isDeepStrictEqual(was.rating, is?.rating) ? [is?.rating] : []
      }),
      'a customer gets a seat only while an agent is in the room': inEachDecision((decision) =>
        seatedIn(decision).filter(({ video }) => video.phase === 'idle' || !isHere(video.participants, 'agent')),
      ),
      'a customer who was removed gets no seat': inEachDecision((decision) =>
        seatedIn(decision).filter(({ video }) => video.phase !== 'idle' && video.customer.isRemoved),
      ),
      'a customer gets a seat in a recorded video only with consent': inEachDecision((decision) =>
        seatedIn(decision).filter(({ video, consents }) => video.phase !== 'idle' && video.isRecorded && !consents),
      ),
      'a seat passes to another device only when its own participant requests it': inEachDecision(
        ({ before, event, after }) => {
          const { was, is } = sameVideo(before, after) ?? {}
          const asker = event.type === 'seat.requested' ? event.identity : undefined
          return Object.keys(was?.seats ?? {}).filter((each) => each !== asker && was?.seats[each] !== is?.seats[each])
        },
      ),
      'pages cause no effects except the task’s state and, for a seat, a room': inEachDecision(({ event, effects }) => {
        const allowed = event.type === 'seat.requested' ? ['task.annotate', 'room.create'] : ['task.annotate']
        return isOfPages(event) ? effects.filter(({ type }) => !allowed.includes(type)) : []
      }),
      'no recording is switched on by command while a customer who has not consented is in the room': inEachDecision(
        ({ before: { video }, event, effects }) =>
          event.type === 'command.given' &&
          video.phase === 'open' &&
          video.customer.consentedAt === undefined &&
          isHere(video.participants, 'customer')
            ? effects.filter((each) => each.type === 'room.record' && each.isOn)
            : [],
      ),
      'the task is written once when its announcement changes, and not otherwise': inEachDecision(
        ({ before, after, effects }) => {
          const [was, is] = [announcementOf(before), announcementOf(after)]
          const writes = effects.filter(({ type }) => type === 'task.annotate').length
          return is !== undefined && writes !== (isDeepStrictEqual(was, is) ? 0 : 1) ? [{ was, is, writes }] : []
        },
      ),
      'every state has a name': inEachDecision(({ after }) => (stateWord(after.video) ? [] : [after.video.phase])),
    },
  )
})

function isOfPages({ type }: Event): boolean {
  return (
    type === 'readiness.changed' || type === 'rating.given' || type === 'link.requested' || type === 'seat.requested'
  )
}
