import { describe, expect, it } from 'vitest'
import { stateWord } from '../../../src/features/video-escalation/announce.ts'
import { viewFor } from '../../../src/features/video-escalation/view.ts'
import { connecting } from '../../../webhooks/join/connecting.ts'
import { coldUntilReleased, on, owner, phase, reason } from './handover-story.ts'
import {
  accepted,
  ada,
  assignmentOver,
  at,
  ben,
  called,
  closed,
  comesIn,
  failed,
  fired,
  goesOut,
  id,
  kinds,
  putOut,
  roomSid,
  said,
  saidOnTasks,
  sits,
  taskOver,
  tell,
  timers,
  transferIs,
  untilInvited,
  untilTogether,
} from './story.ts'

describe('a video whose agent has left', () => {
  const ringing = (rules = {}) => tell([...untilTogether(), transferIs('ringing', 50), assignmentOver(ada, 52)], rules)
  const due = (second: number) => fired('handover', second, `${id}-${at(52)}`)

  it('stays open while the invite is live, also when the end of the task is reported again, and removes the agent', () => {
    const told = on(ringing(), [taskOver(53), taskOver(54, ada, 'task.completed'), due(82)])
    expect(phase(told)).toBe('open')
    expect(putOut(told)).toEqual(['PA-ada-1'])
    expect(timers(told).at(-1)).toMatchObject({ timer: 'handover', after: 60_000 })
    expect(said(told)).toMatchObject({ state: 'handed-over' })
  })

  it('ends as nobody-took-over with the invite, on the task and in its agent’s view', () => {
    const told = on(ringing(), [transferIs('over', 110), closed(111)])
    expect(reason(told)).toBe('nobody-took-over')
    expect(said(told)).toMatchObject({ state: 'ended', reason: 'nobody-took-over', joined: true })
    expect(viewFor(told.state, ada.workerSid)).toMatchObject({ state: 'ended' })
  })

  it('stays open with UNANSWERED_VIDEO=keep, and another agent can take it over', () => {
    const rules = { unanswered: 'keep' } as const
    const told = on(ringing(rules), [transferIs('over', 110), due(111), taskOver(120)], rules)
    expect(phase(told)).toBe('open')
    expect(connecting(told.state)).toBeUndefined()
    const taken = on(told, [accepted(ben, 150), sits(ben, 151), comesIn(ben, 152)], rules)
    expect(saidOnTasks(taken)).toEqual({ [ada.taskSid]: 'handed-over', [ben.taskSid]: 'live' })
    expect(phase(on(taken, [taskOver(200, ben)], rules))).toBe('ending')
  })

  it('ends only after Twilio’s answer whether an accepted transfer has an agent', () => {
    const told = tell([
      ...untilTogether(),
      transferIs('ringing', 50),
      transferIs('accepted', 51),
      assignmentOver(ada, 52),
    ])
    const asked = on(told, [transferIs('over', 53), due(82)])
    expect(kinds(asked)).toContain('assignments.find')
    const found = { ...called('', 83), type: 'assignments.found' } as const
    expect(owner(on(asked, [{ ...found, id: 'f1', assignments: [ben] }]))).toEqual([ben.taskSid, ben.workerSid])
    expect(phase(on(asked, [{ ...found, id: 'f2', assignments: [] }]))).toBe('ending')
    expect(phase(on(asked, [failed('assignments.find', 200)]))).toBe('ending')
  })

  it('ignores the timer of another handover, and all its events after the end', () => {
    expect(kinds(on(coldUntilReleased(), [fired('handover', 92, `${id}-${at(1)}`)]))).not.toContain('assignments.find')
    const over = on(ringing(), [transferIs('over', 60), closed(61)])
    expect(on(over, [due(82), transferIs('accepted', 70), accepted(ben, 71)]).state.video).toEqual(over.state.video)
  })

  it('does not end because the customer is alone while an invite is live, and ends an hour later', () => {
    const told = on(ringing(), [due(82), goesOut(ada, 83, 58)])
    const lost = timers(told).find(({ timer }) => timer === 'lost')
    const later = on(told, [fired('lost', 383, lost?.of ?? '')])
    expect(phase(later)).toBe('open')
    expect(timers(later).at(-1)).toMatchObject({ timer: 'lost', of: lost?.of, after: 300_000 })
    expect(phase(on(later, [fired('lost', 50 + 3700, lost?.of ?? '')]))).toBe('ending')
  })

  it('asks Twilio an hour later where the end of the invite was never reported', () => {
    expect(kinds(on(ringing(), [due(50 + 3700)]))).toContain('assignments.find')
  })

  it('ends with the invite where no customer has joined', () => {
    const told = tell([...untilInvited(), transferIs('ringing', 50), assignmentOver(ada, 52), transferIs('over', 60)])
    expect(kinds(told)).toContain('room.close')
    expect(stateWord(told.state.video)).toBe('ending')
    expect(told.effects.filter((each) => each.type === 'room.close')).toEqual([{ type: 'room.close', roomSid }])
  })
})
