import { describe, expect, it } from 'vitest'
import type { Assignment } from '../../../src/core/facts.ts'
import { stateWord } from '../../../src/features/video-escalation/announce.ts'
import { eventFromWith, indexOf, onLockHeldWith } from '../../../src/features/video-escalation/decide.ts'
import { type Event, state } from '../../../src/features/video-escalation/model.ts'
import {
  accepted,
  ada,
  annotated,
  ben,
  called,
  conversationSid,
  created,
  failed,
  id,
  kinds,
  roomEnded,
  roomName,
  roomSid,
  settings,
  taskOver,
  taskSid,
  tell,
  typed,
  untilInvited,
  words,
} from './story.ts'

const found = (
  assignments: Assignment[],
  identity: string,
  agents = assignments.map((assignment) => assignment.identity),
): Event => {
  return {
    id: 'x',
    key: conversationSid,
    at: 0,
    type: 'assignments.found',
    assignments,
    identities: [identity],
    agents,
  }
}

describe('starting a video', () => {
  it('has the effects room, task’s write, link’s timer and removal of the command', () => {
    const told = tell([accepted(), typed()])
    expect(told.effects).toEqual([
      { type: 'room.create', roomName, isRecorded: false },
      {
        type: 'task.annotate',
        taskSid,
        escalationId: id,
        revision: typed().at,
        video: { id, state: 'requested' },
        known: ada.known,
      },
      { type: 'timer.wait', timer: 'link', of: `${id}-1`, after: settings.linkTtlMs },
      { type: 'command.remove', messageSid: expect.stringMatching(/^IM/) },
    ])
  })

  it.each([
    ['room first', [created(), annotated()]],
    ['task first', [annotated(), created()]],
  ])('posts the invite once room and task are both in order: %s', (_, news) => {
    const before = tell([accepted(), typed(), ...news.slice(0, 1)])
    expect(kinds(before)).not.toContain('invite.post')
    const told = tell([accepted(), typed(), ...news])
    expect(told.effects.filter((each) => each.type === 'invite.post')).toEqual([
      { type: 'invite.post', escalationId: id, linkGeneration: 1, invite: 1 },
    ])
    expect(stateWord(told.state.video)).toBe('requested')
  })

  it('has the state invited when the invite is in the chat', () => {
    expect(words(tell(untilInvited()))).toEqual(['requested', 'invited'])
  })

  it('makes one room and one invite from two typed commands and two API calls', () => {
    const told = tell([...untilInvited(), typed('', 13), called('', 14), called('', 15)])
    expect(kinds(told).filter((kind) => kind === 'room.create' || kind === 'invite.post')).toHaveLength(2)
    expect(told.state.video).toMatchObject({ id })
  })

  it('leads to the same state by the API as by the chat', () => {
    const [chat, api] = [tell([accepted(), typed()]), tell([accepted(), called()])]
    expect(api.state).toEqual(chat.state)
  })

  it('removes a command that was typed in a web chat, and only that', () => {
    expect(kinds(tell([accepted(), typed()]))).toContain('command.remove')
    expect(kinds(tell([accepted({ ...ada, channel: 'sms' }), typed()]))).not.toContain('command.remove')
    expect(kinds(tell([accepted(), called()]))).not.toContain('command.remove')
  })

  it('records when the API call asks for it', () => {
    const [room] = tell([accepted(), called({ type: 'video.start', record: true })]).effects
    expect(room).toEqual({ type: 'room.create', roomName, isRecorded: true })
  })

  it('posts the invite in the language of the task', () => {
    const told = tell([accepted({ ...ada, locale: 'fr' }), typed(), created(), annotated()])
    expect(told.effects).toContainEqual(expect.objectContaining({ type: 'invite.post', locale: 'fr' }))
  })
})

describe('the right to command', () => {
  it('needs a look-up of an unknown identity once; a customer’s is ignored for a minute', () => {
    const asked = tell([accepted(), typed('', 10, 'customer'), typed('', 11, 'customer')])
    expect(asked.effects).toEqual([{ type: 'assignments.find', identities: ['customer'] }])
    const told = tell([found([], 'customer'), typed('', 12, 'customer'), typed('', 70, 'customer')], {}, asked.state)
    expect(kinds(told)).toEqual([])
    expect(told.state.video.phase).toBe('idle')
    expect(kinds(tell([typed('', 72, 'customer')], {}, told.state))).toEqual(['assignments.find'])
  })

  it('needs no look-up of an identity that is the customer’s on an agent’s task', () => {
    const assignment = { ...ada, customerIdentity: 'customer' }
    expect(kinds(tell([accepted(assignment), typed('', 10, 'customer'), typed('end', 11, 'customer')]))).toEqual([])
  })

  it('is looked up again for an agent who had no task here a moment ago', () => {
    const refused = tell([typed(), found([], ada.identity, [ada.identity])])
    expect(kinds(refused)).toEqual(['assignments.find'])
    const told = tell([typed('', 11), found([ada], ada.identity)], {}, refused.state)
    expect(kinds(told)).toEqual(['assignments.find', 'room.create', 'task.annotate', 'timer.wait', 'command.remove'])
  })

  it('is looked up again for identities that an older record lists as unknown', () => {
    const old = state.parse({ ...tell([]).state, unknownIdentities: [ada.identity] })
    expect(kinds(tell([typed()], {}, old))).toEqual(['assignments.find'])
  })

  it('is an agent’s whose acceptance was not reported, once Twilio confirms it', () => {
    const told = tell([typed(), found([ada], ada.identity)])
    expect(kinds(told)).toContain('room.create')
    expect(words(told)).toEqual(['requested'])
  })

  it('is an agent’s, once, whose acceptance arrives after their command', () => {
    const told = tell([typed(), accepted(), found([], ada.identity)])
    expect(kinds(told).filter((kind) => kind === 'room.create')).toHaveLength(1)
    expect(told.state.pendingCommands).toEqual([])
    expect(words(told)).toEqual(['requested'])
  })

  it('over the API is refused to a worker who does not serve the conversation, with the reason', () => {
    const told = tell([accepted(), called('', 10, ben.workerSid)])
    expect(told.refusal).toMatchObject({ code: 'not-your-task' })
    expect(told.effects).toEqual([])
  })

  it('over the API is refused to an agent whose task is over', () => {
    const told = tell([accepted(), taskOver(5), called()])
    expect(told.refusal).toMatchObject({ code: 'not-your-task' })
  })

  it('does not come from an acceptance that arrives after the end of the same task', () => {
    expect(tell([taskOver(5), accepted()]).state.assignments).toEqual([])
  })

  it('lets a supervisor end a video, and not start one', () => {
    const supervisor = { ...called('end', 30, 'WKsupervisor'), override: true }
    expect(tell([...untilInvited(), supervisor]).state.video.phase).toBe('ending')
    expect(tell([accepted(), { ...supervisor, command: { type: 'video.start' } }]).refusal).toMatchObject({
      code: 'not-your-task',
    })
  })
})

describe('a typed command that is refused', () => {
  const refusals = (events: readonly Event[], changes = {}) =>
    tell(events, changes).effects.flatMap((each) =>
      each.type === 'task.annotate' && each.refused ? [[each.taskSid, each.refused.code]] : [],
    )

  it.each([
    ['resend', 'no-video'],
    ['remove', 'no-video'],
    ['mute', 'not-here'],
    ['record', 'not-allowed'],
    ['dance', 'unknown-command'],
  ])('/video %s is answered on the task: %s', (argument, code) => {
    expect(refusals([accepted(), typed(argument)])).toEqual([[taskSid, code]])
    expect(refusals([accepted(), called(argument)])).toEqual([])
  })

  it('leaves the video’s state on the task', () => {
    const last = tell([...untilInvited(), typed('dance', 30)]).effects.findLast(({ type }) => type === 'task.annotate')
    expect(last).toMatchObject({ video: { id, state: 'invited' }, refused: { code: 'unknown-command' } })
  })

  it('/transfer where transfers are off is refused on the task, and goes to no other feature', () => {
    const transfer: Event = { ...typed(), command: { type: 'transfer.find', mode: 'cold', name: 'ben' } }
    expect(refusals([accepted(), transfer])).toEqual([[taskSid, 'transfers-off']])
    expect(eventFromWith(settings)(transfer)).toBeUndefined()
    expect(eventFromWith({ ...settings, hasTransfers: false })(transfer)).toBe(transfer)
  })
})

describe('one live video per agent', () => {
  const taken = { name: `agent-${ada.workerSid}`, holder: 'WTother' }

  it('takes the agent’s lock until the room ends or the task is over', () => {
    expect(indexOf(tell([accepted(), typed()]).state).locks).toEqual([
      { name: `agent-${ada.workerSid}`, holder: taskSid },
    ])
    expect(indexOf(tell([...untilInvited(), roomEnded(60)]).state).locks).toEqual([])
    expect(indexOf(tell([...untilInvited(), taskOver(60)]).state).locks).toEqual([])
  })

  it('refuses a start, and has the other task in a field of its own', () => {
    const { state } = tell([accepted()])
    expect(onLockHeldWith(settings)(state, called(), taken).refusal).toMatchObject({
      code: 'agent-busy',
      taskSid: 'WTother',
    })
  })

  it('writes the refusal of a typed start on the task, and nothing in the chat', () => {
    const { state } = tell([accepted()])
    expect(onLockHeldWith(settings)(state, typed(), taken).effects).toEqual([
      expect.objectContaining({
        type: 'task.annotate',
        taskSid,
        video: null,
        refused: expect.objectContaining({ code: 'agent-busy' }),
      }),
    ])
  })
})

describe('a failed start', () => {
  it('removes its state from the task and posts no invite when the room cannot be made', () => {
    const told = tell([accepted(), typed(), annotated(), failed('room.create', 12, 53119)])
    expect(stateWord(told.state.video)).toBe('failed')
    expect(kinds(told)).not.toContain('invite.post')
    expect(words(told)).toEqual(['requested', null])
  })

  it('removes its state from the task only once the write is confirmed', () => {
    const told = tell([accepted(), typed(), failed('room.create'), annotated(13)])
    expect(words(told)).toEqual(['requested', null])
    expect(words(tell([accepted(), typed(), failed('room.create')]))).toEqual(['requested'])
  })

  it.each([
    ['before', [failed('task.annotate'), created(13)]],
    ['after', [created(), failed('task.annotate')]],
  ])('closes the room, and posts no invite, when the task refuses the write: %s the room was made', (_, news) => {
    const told = tell([accepted(), typed(), ...news])
    expect(told.effects).toContainEqual({ type: 'room.close', roomSid })
    expect(kinds(told)).not.toContain('invite.post')
    expect(told.state.video).toMatchObject({ phase: 'ending', causes: [{ why: 'failed' }] })
  })

  it('ends a video whose first invite cannot be posted, and keeps one whose second cannot', () => {
    const first = tell([accepted(), typed(), created(), annotated(), failed('invite.post')])
    expect(first.state.video.phase).toBe('ending')
    const second = tell([...untilInvited(), typed('resend', 20), failed('invite.post', 21)])
    expect(second.state.video.phase).toBe('open')
  })

  it('can be started again after a failure', () => {
    const told = tell([accepted(), typed(), annotated(), failed('room.create'), typed('', 30)])
    expect(told.state.video.phase).toBe('opening')
  })
})
