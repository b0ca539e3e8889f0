import { describe, expect, it } from 'vitest'
import { doors } from '../support/a-command.ts'
import { signedForm } from '../support/a-signed-form.ts'
import { anApp } from '../support/an-app.ts'
import { sid } from '../support/an-assignment.ts'
import { isReferenceThere, recordedWebhooks } from '../support/stored-reference.ts'

const key = sid('CH', 1)
const roomName = `esc-${key.slice(2)}-mhgxyz1-g1`
const room = { roomSid: sid('RM', 1), roomName }
const person = { ...room, participantSid: sid('PA', 1), identity: 'agent_40example_2Ecom' }
const over = { key, at: 1793534462345, taskSid: sid('WT', 1) }

/** The fact of each recorded webhook. The others give none. */
const meaning: Readonly<Record<string, object>> = {
  'conversations/onConversationStateUpdated.closed': {
    type: 'conversation.closed',
    key,
    at: Date.parse('2026-11-01T12:30:00.000Z'),
  },
  'video/participant-connected': {
    type: 'participant.connected',
    key,
    at: Date.parse('2026-11-01T12:01:02.345Z'),
    ...person,
  },
  'video/participant-disconnected': {
    type: 'participant.disconnected',
    key,
    at: Date.parse('2026-11-01T12:05:02.000Z'),
    seconds: 240,
    ...person,
  },
  'video/room-ended': { type: 'room.ended', key, at: Date.parse('2026-11-01T12:10:02.000Z'), ...room },
  'taskrouter/reservation.accepted': {
    type: 'assignment.opened',
    id: sid('EV', 2),
    key,
    assignment: {
      taskSid: sid('WT', 1),
      reservationSid: sid('WR', 1),
      workerSid: sid('WK', 1),
      identity: 'agent_40example_2Ecom',
      channel: 'web',
      known: { version: '3' },
    },
  },
  'taskrouter/reservation.wrapup': {
    type: 'assignment.closed',
    id: sid('EV', 3),
    ...over,
    reservationSid: sid('WR', 1),
    how: 'reservation.wrapup',
  },
  'taskrouter/task.completed': { type: 'assignment.closed', id: sid('EV', 4), ...over, how: 'task.completed' },
  'taskrouter/task.canceled': { type: 'assignment.closed', id: sid('EV', 5), ...over, how: 'task.canceled' },
}

const recorded = isReferenceThere
  ? recordedWebhooks().filter(({ name }) => /^(conversations|video|taskrouter)\//.test(name))
  : []
const doorOf = (name: string) =>
  Object.entries(doors).find(([product]) => name.startsWith(`${product}/`))?.[1] ?? 'no such door'

describe.skipIf(!isReferenceThere)('webhooks as Twilio sends them', () => {
  it('are at least nineteen, and each that gives a fact is among them', () => {
    expect(recorded.length).toBeGreaterThanOrEqual(19)
    expect(Object.keys(meaning).filter((name) => !recorded.some((each) => each.name === name))).toEqual([])
  })

  it.each(recorded)('$name becomes its fact, or none', async ({ name, params }) => {
    const { app, accepted } = anApp()
    const ours = params['RoomName'] ? { ...params, RoomName: roomName } : params
    const answer = await app.request(doorOf(name), signedForm(doorOf(name), ours))
    expect(answer.status).toBe(204)
    expect(accepted).toMatchObject(meaning[name] ? [meaning[name]] : [])
    const metrics = await (await app.request('/metrics')).text()
    expect(metrics).not.toMatch(/outcome="un(known|readable)"/)
  })

  it.each(recorded.filter(({ name }) => name in meaning))(
    '$name has the same id when it is sent again',
    async (webhook) => {
      const { name, params } = webhook
      const { app, accepted } = anApp()
      const init = signedForm(doorOf(name), params['RoomName'] ? { ...params, RoomName: roomName } : params)
      await app.request(doorOf(name), init)
      await app.request(doorOf(name), { ...init, headers: { ...init.headers, 'i-twilio-idempotency-token': 'other' } })
      expect(accepted).toHaveLength(2)
      expect(accepted[1]?.id).toBe(accepted[0]?.id)
    },
  )

  it.each(recorded.filter(({ name }) => name.startsWith('video/')))(
    '$name about another deployment’s room gives no fact',
    async ({ params }) => {
      const { app, accepted } = anApp()
      for (const RoomName of ['esc-CH0001', 'Sales', `${roomName}-copy`, '']) {
        const answer = await app.request(doors.video, signedForm(doors.video, { ...params, RoomName }))
        expect(answer.status).toBe(204)
      }
      expect(accepted).toEqual([])
    },
  )
})

describe('tasks without a conversation', () => {
  it.each([
    ['a voice task', '{"call_sid":"CA1"}'],
    ['a task whose attributes are unreadable', 'not json'],
    ['a task with a made-up conversation', '{"conversationSid":"CH1"}'],
  ])('%s gives no fact', async (_, TaskAttributes) => {
    const { app, accepted } = anApp()
    const event = {
      EventType: 'task.completed',
      ResourceSid: sid('WT', 1),
      TaskSid: sid('WT', 1),
      Timestamp: '1793534462',
      TaskAttributes,
    }
    expect((await app.request(doors.taskrouter, signedForm(doors.taskrouter, event))).status).toBe(204)
    expect(accepted).toEqual([])
  })
})
