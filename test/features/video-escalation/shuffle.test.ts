import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Event, State } from '../../../src/features/video-escalation/model.ts'
import { inEveryPlay } from '../../support/shuffled/in-every-play.ts'
import { inAnyOrder } from '../../support/shuffled/orders.ts'
import { createVideoPlay } from './rooms-and-timers.ts'
import { accepted, came, left, roomEnded, roomName, taskOver, typed } from './story.ts'

// No end for being left alone: that would depend on when the timer fires.
const play = createVideoPlay({ lostAfterMs: 0 })

const story: readonly Event[] = [
  accepted(),
  typed(),
  came('customer', 20),
  came('agent', 25),
  left('customer', 90, 70),
  roomEnded(95, `RM-${roomName}`),
  taskOver(100),
]

describe('the seven facts of a video in any order, up to ten of them repeated, in 2,000 plays', () => {
  inEveryPlay(
    { play, facts: inAnyOrder(story, { again: 10 }), plays: 2_000 },
    {
      'no room is open at the end': ({ twilio }) => twilio.open(),
      'at most one room is made': ({ twilio }) => [...twilio.rooms.keys()].slice(1),
      'at most one invite is posted': ({ effects }) => effects.filter(({ type }) => type === 'invite.post').slice(1),
      'the video is idle or ended at the end': ({
        state: {
          video: { phase },
        },
      }) => (['idle', 'ended'].includes(phase) ? [] : [phase]),
    },
  )
})

describe('the five facts after /video in any order, up to ten facts repeated, in 2,000 plays', () => {
  const inOrder = outcomeOf(play(story).state)
  inEveryPlay(
    { play, facts: inAnyOrder(story, { begun: 2, again: 10 }), plays: 2_000 },
    {
      'no room is open at the end': ({ twilio }) => twilio.open(),
      'the video ends with the same causes, participants and assignments as in order': ({ state }) =>
        isDeepStrictEqual(outcomeOf(state), inOrder) ? [] : [outcomeOf(state)],
    },
  )

  it('all repeated after the end make no second room', () => {
    const { twilio, state } = play([...story, ...story])
    expect([...twilio.rooms.keys()]).toEqual([`RM-${roomName}`])
    expect(state.video.phase).toBe('ended')
  })
})

function outcomeOf({ video, assignments }: State) {
  return video.phase === 'ended'
    ? { id: video.id, causes: video.causes, participants: video.participants, assignments }
    : video.phase
}
