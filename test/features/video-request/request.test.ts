import { describe, expect, it } from 'vitest'
import type { Event } from '../../../src/features/video-request/model.ts'
import { publicViewOf } from '../../../src/features/video-request/public-view.ts'
import { conversationSid } from '../../support/an-assignment.ts'
import {
  ada,
  asked,
  ben,
  closed,
  conversationOver,
  declined,
  hourOver,
  id,
  minutes,
  opened,
  pressedVideo,
  roomOver,
  start,
  tell,
  typedVideo,
} from './story.ts'

const wordAfter = (...events: readonly Event[]) => publicViewOf(tell(events).state)?.state
/** What each task was told last. */
const tasksAfter = (...events: readonly Event[]) => {
  const said = tell(events).effects.flatMap((each) => (each.type === 'task.annotate' ? [each] : []))
  return Object.fromEntries(said.map(({ taskSid, request }) => [taskSid, request?.id]))
}

describe('a customer’s request', () => {
  it('is written on the agent’s task under its id, and its timer ends with the hour', () => {
    const { effects, state } = tell([opened(), asked()])
    expect(effects).toEqual([
      { type: 'timer.wait', of: id, askedAt: start, after: 3_600_000 },
      { type: 'task.annotate', taskSid: ada.taskSid, revision: start, request: { id, askedAt: start } },
    ])
    expect(publicViewOf(state)).toEqual({ id, state: 'received', askedAt: start, assignments: 1 })
  })

  it('that comes before the acceptance is written with it, and on the task of an agent who joins', () => {
    expect(tasksAfter(asked(), opened(ada, 1), opened(ben, 2))).toEqual({ [ada.taskSid]: id, [ben.taskSid]: id })
  })

  it('is written on the task of an agent whose acceptance was not reported, as Twilio is asked for the agents', () => {
    const { effects, state } = tell([asked()])
    expect(effects.map(({ type }) => type)).toEqual(['timer.wait', 'assignments.find'])
    const found: Event = {
      id: 'found',
      key: conversationSid,
      at: minutes(1),
      type: 'assignments.found',
      assignments: [ada],
    }
    expect(tell([found], state).effects).toMatchObject([
      { type: 'task.annotate', taskSid: ada.taskSid, request: { id } },
    ])
    expect(tell([asked(), closed(), found]).effects.map(({ type }) => type)).not.toContain('task.annotate')
  })

  it('counts once within an hour, and again after that', () => {
    const { effects } = tell([opened(), asked(), asked(10), asked(59)])
    expect(effects).toHaveLength(2)
    expect(publicViewOf(tell([opened(), asked(), declined(5), asked(59)]).state)).toMatchObject({ state: 'declined' })
    expect(publicViewOf(tell([opened(), asked(), declined(5), asked(59), asked(60)]).state)).toMatchObject({
      state: 'received',
      askedAt: minutes(60),
    })
  })

  it('keeps its id when an earlier message arrives late', () => {
    expect(publicViewOf(tell([opened(), asked(), asked(-10)]).state)).toMatchObject({ id, askedAt: minutes(-10) })
  })

  it('is none when an agent wrote the message, also if the acceptance arrives later', () => {
    const { state } = tell([opened()])
    expect(tell([asked(0, ada.identity)], state).state).toEqual(state)
    expect(tasksAfter(asked(0, ada.identity), opened())).toEqual({})
    expect(wordAfter(opened(), asked(0, 'customer'))).toBe('received')
  })

  it('is none within an hour of a start, unless that video’s room has ended', () => {
    expect(wordAfter(opened(), pressedVideo(-5), asked())).toBeUndefined()
    expect(wordAfter(opened(), pressedVideo(-5), roomOver(-2), asked())).toBe('received')
    expect(wordAfter(opened(), pressedVideo(-60), asked())).toBe('received')
  })
})

describe('the answer', () => {
  it('is an invite when an agent starts a video, by the button or in the chat', () => {
    expect(wordAfter(opened(), asked(), pressedVideo(1))).toBe('invited')
    expect(wordAfter(opened(), asked(), typedVideo(1))).toBe('invited')
    expect(tasksAfter(opened(), asked(), typedVideo(1))).toEqual({ [ada.taskSid]: undefined })
  })

  it('is none when somebody else types the command', () => {
    expect(wordAfter(opened(), asked(), typedVideo(1, 'customer'))).toBe('received')
  })

  it('is a decline of a serving agent, and the customer is told nothing', () => {
    const { effects } = tell([opened(), asked(), declined(2)])
    expect(wordAfter(opened(), asked(), declined(2))).toBe('declined')
    expect(effects.map(({ type }) => type)).toEqual(['timer.wait', 'task.annotate', 'task.annotate'])
    expect(tasksAfter(opened(), asked(), declined(2))).toEqual({ [ada.taskSid]: undefined })
  })

  it('is refused to an agent without an assignment, and changes nothing after another answer', () => {
    expect(tell([opened(), asked(), declined(2, ben)])).toMatchObject({ refusal: { code: 'not-your-task' } })
    expect(tell([opened(), asked(), closed(ada, 1), declined(2)])).toMatchObject({ refusal: { code: 'not-your-task' } })
    expect(wordAfter(opened(), asked(), pressedVideo(1), declined(2))).toBe('invited')
  })

  it('comes from nobody when the hour is over, or the conversation is closed', () => {
    expect(wordAfter(opened(), asked(), hourOver())).toBe('expired')
    expect(wordAfter(opened(), asked(), conversationOver(5))).toBe('ended')
    for (const end of [hourOver(), conversationOver(5), closed()])
      expect(tasksAfter(opened(), asked(), end)).toEqual({ [ada.taskSid]: undefined })
  })

  it('of an agent who left is left to the next one', () => {
    expect(tasksAfter(opened(), asked(), closed(ada, 5), opened(ben, 6))).toEqual({
      [ada.taskSid]: undefined,
      [ben.taskSid]: id,
    })
  })
})
