import { describe, expect, it } from 'vitest'
import { indexOf, onLockHeldWith } from '../../../src/features/video-escalation/decide.ts'
import { viewFor } from '../../../src/features/video-escalation/view.ts'
import { connecting } from '../../../webhooks/join/connecting.ts'
import { benNamed, coldUntilReleased, on, owner, phase, reason } from './handover-story.ts'
import {
  accepted,
  ada,
  assignmentOver,
  at,
  ben,
  called,
  came,
  closed,
  comesIn,
  conversationSid,
  fired,
  goesOut,
  id,
  kinds,
  left,
  putOut,
  rates,
  roomSid,
  saidOnTasks,
  settings,
  sits,
  type Told,
  taskOver,
  tell,
  timers,
  transferIs,
  typed,
  untilLive,
  untilTogether,
} from './story.ts'

describe('the escalation follows the conversation', () => {
  it.each(['rescinded', 'canceled', 'completed', 'wrapup'])(
    'and stays with its agent when reservation.%s of another reservation of the same task arrives',
    (how) => {
      const other = assignmentOver({ ...ada, reservationSid: 'WR0' }, 60, `reservation.${how}`)
      const [before, after] = [tell(untilTogether()), tell([...untilTogether(), other])]
      expect(after.state.video).toEqual(before.state.video)
      expect(after.state.assignments).toEqual(before.state.assignments)
      expect(after.effects).toEqual(before.effects)
    },
  )

  it('shows its change from live to lost on the tasks of both serving agents', () => {
    const told = tell([...untilTogether(), accepted(ben, 60), left('customer', 70, 50)])
    expect(saidOnTasks(told)).toEqual({ [ada.taskSid]: 'lost', [ben.taskSid]: 'lost' })
  })

  it('writes the outcome on both tasks that had it, and nothing more when those are over', () => {
    const told = tell([...untilTogether(), accepted(ben, 60), typed('end', 70), closed(71)])
    expect(saidOnTasks(told)).toEqual({ [ada.taskSid]: 'ended', [ben.taskSid]: 'ended' })
    const after = tell([taskOver(80, ben), taskOver(81)], {}, told.state)
    expect(kinds(after)).toEqual([])
    expect(saidOnTasks(tell([rates(4, 82)], {}, after.state))).toEqual({
      [ada.taskSid]: 'ended',
      [ben.taskSid]: 'ended',
    })
  })

  it('writes nothing on a task that was accepted after its end', () => {
    const told = tell([...untilTogether(), typed('end', 70), closed(71), accepted(ben, 80), rates(4, 82)])
    expect(saidOnTasks(told)).toEqual({ [ada.taskSid]: 'ended' })
  })

  it('goes to the next agent, with the lock, when the first one has left, whose task says handed-over', () => {
    const told = coldUntilReleased()
    expect(phase(told)).toBe('open')
    expect(owner(told)).toEqual([ben.taskSid, ben.workerSid])
    expect(saidOnTasks(told)).toEqual({ [ada.taskSid]: 'handed-over', [ben.taskSid]: 'live' })
    expect(indexOf(told.state).locks).toEqual([{ name: `agent-${ben.workerSid}`, holder: ben.taskSid }])
    expect(indexOf(told.state).aliases).toContain(ada.taskSid)
  })

  it('stays with the first agent while they serve the conversation', () => {
    expect(owner(tell([...untilTogether(), accepted(ben, 60), sits(ben, 61), comesIn(ben, 62)]))).toEqual([
      ada.taskSid,
      ada.workerSid,
    ])
  })

  it('stays with the first agent when a colleague leaves, whose task says handed-over and who is removed', () => {
    const told = tell([...untilTogether(), accepted(ben, 60), sits(ben, 61), comesIn(ben, 62), assignmentOver(ben, 70)])
    expect(owner(told)).toEqual([ada.taskSid, ada.workerSid])
    expect(saidOnTasks(told)).toEqual({ [ada.taskSid]: 'live', [ben.taskSid]: 'handed-over' })
    expect(putOut(told)).toEqual(['PA-ben-1'])
  })

  it('goes on without the lock where the next agent is in another video, and takes the lock with a third agent', () => {
    const before = tell([...untilTogether(), accepted(ben, 60)])
    const taken = { name: `agent-${ben.workerSid}`, holder: 'WTother' }
    const decision = onLockHeldWith(settings)(before.state, assignmentOver(ada, 62), taken)
    expect(decision.refusal).toBeUndefined()
    expect(decision.state.video).toMatchObject({ phase: 'open', workerSid: ben.workerSid, isWithoutLock: true })
    expect(indexOf(decision.state).locks).toEqual([])
    // Another agent afterwards takes the lock again.
    const back = tell([accepted(ada, 70), assignmentOver(ben, 80)], {}, decision.state)
    expect(indexOf(back.state).locks).toEqual([])
    const cleo = { ...ada, taskSid: 'WTcleo', reservationSid: 'WRcleo', workerSid: 'WKcleo', identity: 'cleo' }
    const third = tell([accepted(cleo, 70), assignmentOver(ben, 80)], {}, decision.state)
    expect(indexOf(third.state).locks).toEqual([{ name: 'agent-WKcleo', holder: 'WTcleo' }])
  })

  it('ends with the last agent’s assignment, and not with the first one’s', () => {
    const told = on(coldUntilReleased(), [transferIs('over', 63), sits(ben, 64), comesIn(ben, 65), taskOver(70, ada)])
    expect(phase(told)).toBe('open')
    const ended = on(told, [assignmentOver(ben, 90), closed(91)])
    expect(reason(ended)).toBe('task-closed: reservation.wrapup')
    expect(saidOnTasks(ended)).toEqual({ [ada.taskSid]: 'handed-over', [ben.taskSid]: 'ended' })
  })

  it('follows Flex’s own transfer, which reports only the acceptance and the end of the task', () => {
    const told = tell([...untilTogether(), accepted(ben, 60), sits(ben, 61), comesIn(ben, 62), taskOver(65)])
    expect(owner(told)).toEqual([ben.taskSid, ben.workerSid])
    expect(putOut(told)).toEqual(['PA-ada-1'])
    expect(phase(on(told, [taskOver(90, ben)]))).toBe('ending')
  })
})

describe('an agent who handed over', () => {
  it('stays in the room until the next agent is there, and is then removed once', () => {
    const told = coldUntilReleased()
    expect(putOut(told)).toEqual([])
    const met = on(told, [sits(ben, 64), comesIn(ben, 65), left('customer', 70, 50), came('customer', 71, 2)])
    expect(putOut(met)).toEqual(['PA-ada-1'])
  })

  const removal = (told: Told) => told.effects.find((each) => each.type === 'participant.remove')

  it('is removed 2 s after the next agent joined, or at once when that is longer ago or they rejoin', () => {
    const met = on(coldUntilReleased(), [sits(ben, 64), comesIn(ben, 65)])
    expect(removal(met)).toMatchObject({ participantSid: 'PA-ada-1', after: 2_000 })
    const warm = tell([...untilTogether(), accepted(ben, 60), sits(ben, 61), comesIn(ben, 62), assignmentOver(ada, 90)])
    expect(removal(warm)).toEqual({ type: 'participant.remove', roomSid, participantSid: 'PA-ada-1' })
    const again = on(met, [comesIn(ada, 66, 2)])
    expect(again.effects.at(-1)).toEqual({ type: 'participant.remove', roomSid, participantSid: 'PA-ada-2' })
  })

  it('is removed without a timer where the next agent was there before, still 2 s after that agent joined', () => {
    const told = tell([...untilTogether(), accepted(ben, 60), sits(ben, 61), comesIn(ben, 62), assignmentOver(ada, 63)])
    expect(removal(told)).toMatchObject({ participantSid: 'PA-ada-1', after: 1_000 })
    expect(timers(told)).toEqual([])
  })

  it('is removed after the handover time where nobody joined, and the video stays open', () => {
    const told = coldUntilReleased()
    expect(timers(told)).toEqual([{ type: 'timer.wait', timer: 'handover', of: `${id}-${at(62)}`, after: 30_000 }])
    const due = on(told, [fired('handover', 92, `${id}-${at(62)}`)])
    expect(putOut(due)).toEqual(['PA-ada-1'])
    expect(phase(due)).toBe('open')
  })

  it('is removed again each time they connect with their old seat', () => {
    const told = on(coldUntilReleased(), [goesOut(ada, 64, 39), comesIn(ada, 66, 2)])
    expect(putOut(told)).toEqual(['PA-ada-2'])
    const later = on(told, [sits(ben, 70), comesIn(ben, 71), goesOut(ben, 80, 9), comesIn(ada, 90, 3)])
    expect(putOut(later)).toEqual(['PA-ada-2', 'PA-ada-3'])
  })

  it('is refused a seat and every command', () => {
    const told = coldUntilReleased()
    expect(on(told, [sits(ada, 63)]).refusal).toMatchObject({ code: 'handed-over' })
    for (const word of ['', 'end', 'resend', 'new', 'revoke', 'remove', 'mute', 'record'])
      expect(on(told, [called(word, 63)]).refusal).toMatchObject({ code: 'not-your-task' })
  })

  it('reads that the video was handed over and when it started, and nothing else of it', () => {
    expect(viewFor(coldUntilReleased().state, ada.workerSid)).toEqual({
      id,
      conversationSid,
      taskSid: ada.taskSid,
      state: 'handed-over',
      startedAt: new Date(at(10)).toISOString(),
      linkRevoked: false,
      asksForLink: false,
      recording: false,
    })
    expect(viewFor(coldUntilReleased().state, ben.workerSid)).toMatchObject({ state: 'live', taskSid: ben.taskSid })
  })

  it('gets the video back after they accepted a task of the conversation again', () => {
    const again = { ...ada, taskSid: 'WTagain', reservationSid: 'WRagain' }
    const told = on(coldUntilReleased(), [sits(ben, 64), comesIn(ben, 65), goesOut(ada, 66, 41), accepted(again, 100)])
    const back = on(told, [sits(again, 101), comesIn(again, 102, 2), assignmentOver(ben, 103)])
    expect(back.refusal).toBeUndefined()
    expect(owner(back)).toEqual(['WTagain', ada.workerSid])
    expect(putOut(back)).toEqual(['PA-ada-1', 'PA-ben-1'])
  })

  it('is not removed where an older record does not have their connection', () => {
    const told = tell([...untilLive(), accepted(ben, 60), assignmentOver(ada, 62), sits(ben, 64), comesIn(ben, 65)])
    expect(putOut(told)).toEqual([])
    expect(owner(told)).toEqual([ben.taskSid, ben.workerSid])
  })
})

describe('an agent who does not serve the conversation', () => {
  it('is refused a seat', () => {
    expect(tell([...untilTogether(), sits(ben, 40)]).refusal).toMatchObject({ code: 'not-your-task' })
  })

  it('does not open the waiting room by being in the room', () => {
    const told = coldUntilReleased()
    const customer = { ...called(), type: 'seat.requested', escalationId: id, role: 'customer' } as const
    const asked = { ...customer, identity: 'customer-0001', device: '', takesOver: false, consents: false }
    expect(on(told, [{ ...asked, id: 'x1' }], { hasWaitingRoom: true }).refusal).toMatchObject({
      code: 'agent-not-here',
    })
    const met = on(told, [sits(ben, 64), comesIn(ben, 65)])
    expect(on(met, [{ ...asked, id: 'x2' }], { hasWaitingRoom: true }).refusal).toBeUndefined()
  })
})

describe('the customer’s page says that an agent is connecting', () => {
  const shown = (told: Told) => connecting(told.state)

  it('by name in a cold transfer, from the acceptance until the agent is there', () => {
    const ringing = tell([...untilTogether(), transferIs('ringing', 50)])
    expect(shown(ringing)).toBeUndefined()
    const taken = on(ringing, [accepted(benNamed, 60), transferIs('accepted', 60)])
    expect(shown(taken)).toEqual({ name: 'Ben' })
    const gone = on(taken, [assignmentOver(ada, 62), transferIs('over', 63)])
    expect(shown(gone)).toEqual({ name: 'Ben' })
    expect(shown(on(gone, [sits(ben, 64), comesIn(ben, 65)]))).toBeUndefined()
  })

  it('no longer after the next agent was there, also when they leave or older events arrive', () => {
    const met = on(coldUntilReleased(), [sits(ben, 64), comesIn(ben, 65), transferIs('over', 66), goesOut(ben, 80, 15)])
    expect(shown(met)).toBeUndefined()
    expect(shown(on(met, [transferIs('accepted', 60), transferIs('ringing', 50)]))).toBeUndefined()
  })

  it('without a name where the next agent has none', () => {
    const told = tell([...untilTogether(), accepted(ben, 60), assignmentOver(ada, 62)])
    expect(shown(told)).toEqual({})
  })

  it('by the invited agent’s name where the first agent leaves before the acceptance', () => {
    expect(shown(tell([...untilTogether(), transferIs('ringing', 50), assignmentOver(ada, 52)]))).toEqual({
      name: 'Ben',
    })
  })

  it('never in a warm transfer', () => {
    const told = tell([
      ...untilTogether(),
      transferIs('ringing', 50, { mode: 'warm' }),
      accepted(benNamed, 60),
      transferIs('accepted', 60, { mode: 'warm' }),
      transferIs('over', 61, { mode: 'warm' }),
    ])
    expect(shown(told)).toBeUndefined()
    expect(putOut(told)).toEqual([])
  })

  it('no longer when the first agent stays after all', () => {
    const told = tell([...untilTogether(), accepted(ben, 60), transferIs('accepted', 60), assignmentOver(ben, 61)])
    expect(shown(on(told, [transferIs('over', 62)]))).toBeUndefined()
    expect(putOut(told)).toEqual([])
  })
})
