import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Effect, Event, State } from '../../../src/features/video-escalation/model.ts'
import { leaversIn, servingIn } from '../../../src/features/video-escalation/serving.ts'
import { inEachDecision, inEveryPlay } from '../../support/shuffled/in-every-play.ts'
import { inAnyOrder } from '../../support/shuffled/orders.ts'
import type { Invariants } from '../../support/shuffled/violations.ts'
import { createVideoPlay } from './rooms-and-timers.ts'
import {
  accepted,
  ada,
  assignmentOver,
  ben,
  came,
  comesIn,
  goesOut,
  saidOnTasks,
  sits,
  taskOver,
  transferIs,
  typed,
} from './story.ts'

/** Ada transfers the customer to Ben, who wraps up in the end. */
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
  assignmentOver(ada, 40),
  transferIs('over', 41, { mode }),
  goesOut(ada, 42, 17),
  comesIn(ada, 43, 2),
  taskOver(50, ada, 'task.completed'),
  goesOut(ada, 51, 8, 2),
  assignmentOver(ben, 90),
  taskOver(91, ben, 'task.completed'),
]

const play = createVideoPlay()
type Check = Invariants<ReturnType<typeof play>>

const isUnderWay = ({ video: { phase } }: State) => ['opening', 'open', 'asleep'].includes(phase)
const putOut = (effects: readonly Effect[]) =>
  effects.flatMap((each) => (each.type === 'participant.remove' ? [each.participantSid] : []))

const atTheEnd: Check = {
  'no room is open at the end': ({ twilio }) => twilio.open(),
  'the video is idle or ended at the end': ({ state }) =>
    ['idle', 'ended'].includes(state.video.phase) ? [] : [state.video.phase],
}

const allTheTime: Check = {
  'the end of an assignment ends no video while another agent serves the conversation': inEachDecision(
    ({ before, event, after }) =>
      event.type === 'assignment.closed' && isUnderWay(before) && !isUnderWay(after) ? after.assignments : [],
  ),
  'while a serving agent is in the room, the removal of all former agents is requested': inEachDecision(({ after }) => {
    const { video } = after
    if (video.phase !== 'open' || servingIn(after, video).length === 0) return []
    return leaversIn(after, video).filter(
      ({ participant }) => !video.removedParticipants.includes(participant.participantSid),
    )
  }),
  'each connection is removed at most once': ({ effects }) =>
    putOut(effects).filter((each, n, all) => all.indexOf(each) !== n),
  'the customer is not removed': ({ effects }) => putOut(effects).filter((each) => each === 'PAc1'),
  'a video under way belongs to an agent who serves the conversation, as long as there is one': inEachDecision(
    ({ after }) => {
      const { video, assignments } = after
      if (!isUnderWay(after) || video.phase === 'idle' || assignments.length === 0) return []
      return assignments.some((assignment) => assignment.taskSid === video.taskSid) ? [] : [video.taskSid]
    },
  ),
}

const inBothModes = (facts: (story: readonly Event[]) => fc.Arbitrary<readonly Event[]>) =>
  fc.oneof(facts(story('cold')), facts(story('warm')))

describe('a handover, cold or warm, in any order, up to twelve facts repeated, in 1,500 plays', () => {
  const facts = inBothModes((each) => inAnyOrder(each, { again: 12 }))
  inEveryPlay({ play, facts, plays: 1_500 }, atTheEnd)
})

describe('a handover, in any order from /video on, up to twelve facts repeated, in 1,500 plays', () => {
  const facts = inBothModes((each) => inAnyOrder(each, { begun: 2, again: 12 }))
  inEveryPlay({ play, facts, plays: 1_500 }, { ...atTheEnd, ...allTheTime })
})

describe('a handover in its own order, its outcomes and timers in any order, in 500 plays', () => {
  const facts = inBothModes((each) => inAnyOrder(each, { begun: each.length, again: 12 }))
  const last = { [ada.taskSid]: 'handed-over', [ben.taskSid]: 'ended' }
  inEveryPlay(
    { play, facts, plays: 500 },
    {
      ...atTheEnd,
      ...allTheTime,
      'it ends as Ben’s, with the end of his task as the first cause': ({ state: { video } }) =>
        video.phase === 'ended' &&
        video.workerSid === ben.workerSid &&
        video.taskSid === ben.taskSid &&
        video.causes[0]?.why === 'task-closed'
          ? []
          : [video],
      'the last state on Ada’s task is handed-over, and on Ben’s ended': ({ state, effects }) => {
        const said = saidOnTasks({ state, effects })
        return isDeepStrictEqual(said, last) ? [] : [said]
      },
    },
  )
})

describe('a video whose agent leaves while an invite rings that nobody accepts', () => {
  const facts = [0, 1, 2, 3, 4, 5, 10, 11, 14].flatMap((n) => story('cold')[n] ?? [])

  it('stays open with UNANSWERED_VIDEO=keep', () => {
    expect(createVideoPlay({ unanswered: 'keep' })(facts).state.video.phase).toBe('open')
  })

  it('ends otherwise as nobody-took-over', () => {
    expect(play(facts).state.video).toMatchObject({ phase: 'ended', causes: [{ why: 'nobody-took-over' }] })
  })
})

describe('Flex’s own transfer, reported only by the agents’ ends and acceptances', () => {
  const place = { interactionSid: `KD${'1'.repeat(32)}`, channelSid: `UO${'1'.repeat(32)}` }
  const [adas, bens] = [
    { ...ada, ...place },
    { ...ben, ...place },
  ]
  /** `leaves`: when Flex removes the first agent. */
  const native = (leaves: number): readonly Event[] =>
    [
      accepted(adas),
      typed(),
      sits(ada, 15),
      came('customer', 20),
      comesIn(ada, 25),
      assignmentOver(ada, leaves),
      taskOver(leaves + 1, ada),
      accepted(bens, 35),
      sits(ben, 37),
      comesIn(ben, 38),
      goesOut(ada, 42, 17),
      assignmentOver(ben, 90),
      taskOver(91, ben, 'task.completed'),
    ].sort((a, b) => a.at - b.at)
  const flexs = createVideoPlay({}, [adas, bens])
  const inEitherOrder = (facts: (story: readonly Event[]) => fc.Arbitrary<readonly Event[]>) =>
    fc.oneof(facts(native(32)), facts(native(36)))

  describe('in any order, up to twelve facts repeated, in 1,500 plays', () => {
    const facts = inEitherOrder((each) => inAnyOrder(each, { begun: 2, again: 12 }))
    inEveryPlay({ play: flexs, facts, plays: 1_500 }, { ...atTheEnd, ...allTheTime })
  })

  describe('in its own order, its outcomes and timers in any order, in 500 plays', () => {
    const facts = inEitherOrder((each) => inAnyOrder(each, { begun: each.length, again: 12 }))
    inEveryPlay(
      { play: flexs, facts, plays: 500 },
      {
        ...atTheEnd,
        ...allTheTime,
        'it ends as Ben’s, unless it was not open yet when Ada left': ({ decisions, state: { video } }) => {
          const isOpening = decisions.some(
            ({ before, event }) => event.type === 'assignment.closed' && before.video.phase === 'opening',
          )
          return isOpening || (video.phase === 'ended' && video.workerSid === ben.workerSid) ? [] : [video]
        },
      },
    )
  })
})
