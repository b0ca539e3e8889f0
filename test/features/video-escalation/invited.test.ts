import { describe, expect, it } from 'vitest'
import { stateWord } from '../../../src/features/video-escalation/announce.ts'
import type { Event } from '../../../src/features/video-escalation/model.ts'
import { viewFor } from '../../../src/features/video-escalation/view.ts'
import { connecting } from '../../../webhooks/join/connecting.ts'
import { on, owner, phase, reason } from './handover-story.ts'
import {
  accepted,
  ada,
  assignmentOver,
  at,
  ben,
  closed,
  comesIn,
  failed,
  fired,
  id,
  kinds,
  putOut,
  said,
  sits,
  taskOver,
  tell,
  timers,
  transferIs,
  typed,
  untilTogether,
} from './story.ts'

// Flex's own transfer, or another plugin's, is not reported to us: Twilio is asked when the last agent's assignment
// closes.

const place = { interactionSid: `KD${'1'.repeat(32)}`, channelSid: `UO${'1'.repeat(32)}` }
const [adas, bens] = [
  { ...ada, ...place },
  { ...ben, ...place },
]
const together = () => tell([accepted(adas), ...untilTogether().slice(1)])
const wrapsUp = (second = 60, assignment = adas) => assignmentOver(assignment, second)
const found = (
  { ringing = [], assignments = [] }: { ringing?: string[]; assignments?: (typeof bens)[] },
  second = 61,
  round: 'first' | 'again' | 'withdrawn' = 'first',
): Event => ({
  id: `found-${second}`,
  key: 'CH',
  at: at(second),
  type: 'invited.found',
  closedAt: at(60),
  round,
  ringing,
  assignments,
})
const rings = (second = 61) => found({ ringing: [bens.taskSid] }, second)
const due = (second: number) => fired('handover', second, `${id}-${at(60)}`)
const left = () => on(together(), [wrapsUp()])

describe('the end of the last agent’s assignment', () => {
  it('makes a request for invites, and changes no state until the answer', () => {
    const told = left()
    expect(kinds(told).slice(kinds(together()).length)).toEqual(['invited.find'])
    expect(told.effects.at(-1)).toMatchObject({ ...place, taskSid: ada.taskSid, closedAt: at(60), round: 'first' })
    expect(phase(told)).toBe('open')
    expect(connecting(told.state)).toBeUndefined()
    expect(viewFor(told.state, ada.workerSid)?.state).toBe('handed-over')
  })

  it.each(['closed', 'unanswered'])('ends the video for that reason when there is no invite (%s)', (how) => {
    const failure = failed('invited.find', 61, undefined, { round: 'first', closedAt: at(60) })
    const ended = on(left(), [how === 'closed' ? found({}) : failure, closed(62)])
    expect(reason(ended)).toBe('task-closed: reservation.wrapup')
    expect(ended.state.video).toMatchObject({ causes: [{ at: at(60) }] })
    expect(said(ended)?.state).toBe('ended')
    // It was theirs to the end: nobody took over.
    expect(ended.state.video).toMatchObject({ released: [] })
    expect(viewFor(ended.state, ada.workerSid)?.state).toBe('ended')
  })

  it('ends the video at once where there is no channel, or the task’s conversation is closed', () => {
    expect(phase(tell([...untilTogether(), assignmentOver(ada, 60)]))).toBe('ending')
    const over: Event = { id: 'over', key: 'CH', at: at(61), type: 'conversation.closed' }
    const ended = on(left(), [over, closed(62)])
    expect(reason(ended)).toBe('task-closed: reservation.wrapup')
    expect(viewFor(ended.state, ada.workerSid)?.state).toBe('ended')
  })

  it('frees the agent for another video at once', () => {
    expect(left().state.video).toMatchObject({ isWithoutLock: true })
  })
})

describe('an invite by others', () => {
  it('keeps the video open, and the customer’s page says that an agent is connecting', () => {
    const told = on(left(), [rings()])
    expect(phase(told)).toBe('open')
    expect(connecting(told.state)).toEqual({})
    expect(said(told)?.state).toBe('handed-over')
    expect(timers(told).at(-1)).toMatchObject({ timer: 'handover', after: 30_000 })
  })

  it.each([
    ['before Twilio’s answer', [accepted(bens, 61), rings(62)]],
    ['after it', [rings(), accepted(bens, 65)]],
    ['by Twilio’s answer alone, the event being lost', [found({ assignments: [bens] })]],
    ['by a later answer, the event being lost', [rings(), due(90), found({ assignments: [bens] }, 91, 'again')]],
  ])('goes on with the agent who accepts: %s', (_, events) => {
    const told = on(left(), [...events, sits(bens, 92), comesIn(bens, 93)])
    expect(owner(told)).toEqual([bens.taskSid, bens.workerSid])
    expect(stateWord(told.state.video)).toBe('live')
    expect(putOut(told)).toEqual(['PA-ada-1'])
    expect(told.state.video).not.toHaveProperty('handover')
  })

  it('needs no request where the acceptance arrived first', () => {
    const told = on(together(), [accepted(bens, 55), wrapsUp()])
    expect(kinds(told)).not.toContain('invited.find')
    expect(owner(told)).toEqual([bens.taskSid, bens.workerSid])
  })

  it('ends the video when the next agent’s assignment closes, too, without another invite', () => {
    const told = on(left(), [rings(), accepted(bens, 65), assignmentOver(bens, 200)])
    expect(told.effects.at(-1)).toMatchObject({ type: 'invited.find', taskSid: bens.taskSid, closedAt: at(200) })
    const none = { ...found({}, 201), closedAt: at(200) } as Event
    expect(reason(on(told, [none, closed(202)]))).toBe('task-closed: reservation.wrapup')
  })

  it('is looked up again after the handover time, then every minute, but not longer than an invite of ours lives', () => {
    const again = on(left(), [rings(), due(91)])
    expect(again.effects).toContainEqual(expect.objectContaining({ type: 'invited.find', round: 'again' }))
    const still = on(again, [found({ ringing: [bens.taskSid] }, 92, 'again')])
    expect(timers(still).at(-1)).toMatchObject({ after: 60_000 })
    const last = on(still, [due(152), found({ ringing: [bens.taskSid] }, 330, 'again')])
    expect(timers(last).at(-1)).toMatchObject({ after: 30_000 })
    const late = on(last, [due(361)])
    expect(late.effects.at(-1)).toMatchObject({ type: 'assignments.find' })
    const none: Event = { id: 'none', key: 'CH', at: at(362), type: 'assignments.found', assignments: [] }
    expect(reason(on(late, [none, closed(363)]))).toBe('nobody-took-over')
  })

  it('is waited for when Twilio does not answer then', () => {
    const unanswered = failed('invited.find', 150, undefined, { round: 'again', closedAt: at(60) })
    const told = on(left(), [rings(), due(91), unanswered])
    expect(phase(told)).toBe('open')
    expect(timers(told).at(-1)).toMatchObject({ after: 60_000 })
  })

  it('ends the video as nobody-took-over when it is withdrawn without another one', () => {
    const withdrawn = on(left(), [rings(), taskOver(70, bens, 'task.canceled')])
    expect(withdrawn.effects.at(-1)).toMatchObject({ type: 'invited.find', round: 'withdrawn' })
    // A lagging read still shows the old one.
    const ended = on(withdrawn, [found({ ringing: [bens.taskSid] }, 71, 'withdrawn'), closed(72)])
    expect(reason(ended)).toBe('nobody-took-over')
    const another = on(withdrawn, [found({ ringing: [`WT${'3'.repeat(32)}`] }, 71, 'withdrawn')])
    expect(phase(another)).toBe('open')
  })

  it('keeps the video open without an agent where unanswered videos are kept', () => {
    const rules = { unanswered: 'keep' } as const
    const told = on(left(), [rings(), due(91), found({}, 92, 'again')], rules)
    expect(phase(told)).toBe('open')
  })
})

it('an invite of ours is waited for without a request to Twilio', () => {
  const told = on(together(), [transferIs('ringing', 50), wrapsUp()])
  expect(kinds(told)).not.toContain('invited.find')
})

it('a second end of the same task makes no second request, and an answer about another end changes nothing', () => {
  const twice = on(left(), [taskOver(61, adas)])
  expect(kinds(twice).filter((each) => each === 'invited.find')).toHaveLength(1)
  const other = { ...found({}), closedAt: at(59) } as Event
  expect(phase(on(left(), [other]))).toBe('open')
})

it('a video that is being opened ends with its agent’s assignment', () => {
  expect(phase(tell([accepted(adas), typed(), wrapsUp()]))).toBe('ending')
})
