import { describe, expect, it } from 'vitest'
import { doors } from '../support/a-command.ts'
import { signedForm } from '../support/a-signed-form.ts'
import { anApp } from '../support/an-app.ts'
import { conversationSid, sid } from '../support/an-assignment.ts'

const [taskSid, reservationSid] = [sid('WT', 1), sid('WR', 1)]

/** The facts of TaskRouter’s event about the task of a conversation. */
async function factsOf(EventType: string) {
  const { app, accepted } = anApp()
  const form = signedForm(doors.taskrouter, {
    EventType,
    Sid: sid('EV', 1),
    Timestamp: '1790000000',
    TimestampMs: '1790000000123',
    ResourceSid: taskSid,
    TaskSid: taskSid,
    ReservationSid: reservationSid,
    TaskAttributes: JSON.stringify({ conversationSid }),
  })
  const answer = await app.request(doors.taskrouter, form)
  expect(answer.status).toBe(204)
  return accepted
}

const head = { id: sid('EV', 1), key: conversationSid, at: 1_790_000_000_123, type: 'assignment.closed', taskSid }

describe('TaskRouter’s event', () => {
  it.each([
    'task.wrapup',
    'task.completed',
    'task.canceled',
    'task.deleted',
    'task.system-deleted',
    'workflow.timeout',
  ])('%s ends the whole task', async (type) => {
    expect(await factsOf(type)).toEqual([{ ...head, how: type }])
  })

  it.each(['reservation.wrapup', 'reservation.completed', 'reservation.canceled', 'reservation.rescinded'])(
    '%s ends one agent’s assignment',
    async (type) => {
      expect(await factsOf(type)).toEqual([{ ...head, reservationSid, how: type }])
    },
  )
})
