import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../src/core/feature.ts'
import { decide } from '../../../src/features/video-request/decide.ts'
import {
  type Effect,
  type Event,
  event,
  initial,
  type State,
  state,
} from '../../../src/features/video-request/model.ts'
import { requestOf } from '../../../src/features/video-request/request.ts'
import { conversationSid } from '../../support/an-assignment.ts'
import { inEveryPlay } from '../../support/shuffled/in-every-play.ts'
import { inAnyOrder } from '../../support/shuffled/orders.ts'
import { createPlay } from '../../support/shuffled/play.ts'
import { ada, asked, ben, closed, conversationOver, hourOver, minutes, opened, roomOver, typedVideo } from './story.ts'

/** TaskRouter: what each task says. A write with an earlier revision is dropped, as in `src/twilio/annotated.ts`. */
function aTaskRouter() {
  const tasks = new Map<string, { readonly revision: number; readonly says: number | undefined }>()
  return {
    says: () => Object.fromEntries([...tasks].map(([sid, { says }]) => [sid, says])),
    perform(effect: Effect): Outcome<Event> {
      if (effect.type === 'timer.wait')
        return { type: 'timer.fired', timer: 'request', of: effect.of, askedAt: effect.askedAt }
      // Twilio's read may lag behind the acceptances.
      if (effect.type === 'assignments.find') return { type: 'assignments.found', assignments: [] }
      const { taskSid, revision, request } = effect
      if (revision > (tasks.get(taskSid)?.revision ?? 0)) tasks.set(taskSid, { revision, says: request?.askedAt })
      return { type: 'task.annotated' }
    },
  }
}

const play = createPlay({ decide, model: { state, event }, initial, key: conversationSid, twilio: aTaskRouter })

/** The notices that the record wants on the tasks. */
const wanted = (now: State) => {
  const request = requestOf(now)
  return request?.is === 'received' ? now.assignments.map(({ taskSid }) => [taskSid, request.askedAt]) : []
}

/** The customer asks three times within an hour; Ada starts a video; its room ends, and Ben reads the next request. */
const story: readonly Event[] = [
  opened(ada, -5),
  asked(0, 'customer'),
  asked(10, 'customer'),
  asked(12, ada.identity),
  typedVideo(15),
  asked(20, 'customer'),
  roomOver(40),
  closed(ada, 50),
  opened(ben, 51),
  asked(70, 'customer'),
]

describe.each([
  ['open at the end', story, { is: 'expired' }],
  ['answered by Ben', [...story, typedVideo(75, ben.identity)], { is: 'invited' }],
  ['in a conversation that is closed', [...story, conversationOver(80)], { is: 'ended' }],
])('requests in any order, up to ten events repeated, in 1,000 plays: %s', (_, events, last) => {
  inEveryPlay(
    { play, facts: inAnyOrder(events, { again: 10 }), plays: 1_000 },
    {
      'no task says that the customer asks, since it is answered or its hour is over': ({ twilio }) =>
        Object.entries(twilio.says()).filter(([, says]) => says !== undefined),
      'the latest request is the same, with the same answer': ({ state: now }) => {
        const request = requestOf(now)
        return request?.askedAt === minutes(70) && request.is === last.is ? [] : [request]
      },
    },
  )
})

describe('requests in any order before their hour is over, in 1,000 plays', () => {
  const early = createPlay({
    decide,
    model: { state, event },
    initial,
    key: conversationSid,
    twilio: () => {
      const router = aTaskRouter()
      const perform = (effect: Effect) => (effect.type === 'timer.wait' ? undefined : router.perform(effect))
      return { ...router, perform }
    },
  })
  inEveryPlay(
    { play: early, facts: inAnyOrder(story, { again: 10 }), plays: 1_000 },
    {
      'every serving agent’s task says when the customer asked, and no other task does': ({ twilio, state: now }) => {
        const says = Object.entries(twilio.says()).filter(([, at]) => at !== undefined)
        return JSON.stringify(says) === JSON.stringify(wanted(now)) && says.length === 1 ? [] : [says]
      },
    },
  )

  it('the story in its order writes Ada’s task twice and Ben’s once', () => {
    const { effects } = early(story)
    const written = effects.flatMap((each) => (each.type === 'task.annotate' ? [each.taskSid] : []))
    expect(written).toEqual([ada.taskSid, ada.taskSid, ben.taskSid])
    expect(early([...story, hourOver(70)]).twilio.says()).toEqual({
      [ada.taskSid]: undefined,
      [ben.taskSid]: undefined,
    })
  })
})
