import { describe, expect, it } from 'vitest'
import { type Parameters, signedForm } from '../support/a-signed-form.ts'
import { anApp } from '../support/an-app.ts'
import { sid } from '../support/an-assignment.ts'

const taskSid = sid('WT', 1)
const path = `/webhooks/streams?task=${taskSid}`
const told = (changes: Parameters = {}): Parameters => ({
  CallSid: sid('CA', 1),
  StreamSid: sid('MZ', 1),
  StreamName: `esc-${sid('WR', 1)}`,
  StreamEvent: 'stream-started',
  Timestamp: '2026-11-01T12:00:00.000Z',
  ...changes,
})
const sent = async (to: string, form: Parameters) => {
  const { app, accepted } = anApp()
  const { status } = await app.request(to, signedForm(to, form))
  return { status, accepted }
}

describe('a stream callback', () => {
  it('belongs to the task in its signed query', async () => {
    const { status, accepted } = await sent(path, told({ StreamEvent: 'stream-error', StreamError: '31920' }))
    expect(status).toBe(204)
    expect(accepted).toMatchObject([
      { type: 'call.stream-changed', key: taskSid, is: 'error', detail: '31920', streamName: `esc-${sid('WR', 1)}` },
    ])
  })

  it.each([
    '/webhooks/streams',
    `${path}&more=1`,
    '/webhooks/streams?task=WT1',
    `${path}?x`,
    `/webhooks/streams?TASK=${taskSid}`,
  ])('at %s is refused (403) although Twilio signed it', async (other) => {
    expect(await sent(other, told())).toMatchObject({ status: 403, accepted: [] })
  })

  it('with another task is refused (403)', async () => {
    const { app, accepted } = anApp()
    const answer = await app.request(`/webhooks/streams?task=${sid('WT', 2)}`, signedForm(path, told()))
    expect(answer.status).toBe(403)
    expect(accepted).toEqual([])
  })

  it.each([
    ['of another system’s stream', { StreamName: 'Stream_WK1' }],
    ['of an unknown event', { StreamEvent: 'stream-dreamt' }],
    ['without a stream', { StreamSid: '' }],
    ['at an impossible time', { Timestamp: 'yesterday' }],
  ])('%s gives no fact', async (_, changes) => {
    expect(await sent(path, told(changes))).toEqual({ status: 204, accepted: [] })
  })
})

describe('a conference callback', () => {
  const event = (changes: Parameters = {}): Parameters => ({
    ConferenceSid: sid('CF', 1),
    FriendlyName: taskSid,
    StatusCallbackEvent: 'participant-leave',
    CallSid: sid('CA', 1),
    SequenceNumber: '4',
    Timestamp: 'Sun, 01 Nov 2026 12:00:00 +0000',
    ...changes,
  })

  it('belongs to the task that the conference is named after', async () => {
    const { accepted } = await sent('/webhooks/voice', event())
    expect(accepted).toMatchObject([
      {
        type: 'call.conference-changed',
        key: taskSid,
        is: 'left',
        callSid: sid('CA', 1),
        at: Date.parse('2026-11-01T12:00:00Z'),
      },
    ])
  })

  it.each([
    ['of another system’s conference', { FriendlyName: 'Room 1' }],
    ['that a participant speaks', { StatusCallbackEvent: 'participant-speech-start' }],
  ])('%s gives no fact', async (_, changes) => {
    expect(await sent('/webhooks/voice', event(changes))).toEqual({ status: 204, accepted: [] })
  })
})

describe('a voice task', () => {
  const event = (changes: Parameters = {}): Parameters => ({
    EventType: 'reservation.accepted',
    Sid: sid('EV', 1),
    Timestamp: '1793534462',
    TimestampMs: '1793534462345',
    ResourceSid: sid('WR', 1),
    TaskSid: taskSid,
    TaskChannelUniqueName: 'voice',
    TaskAttributes: JSON.stringify({ call_sid: sid('CA', 1), direction: 'inbound' }),
    ReservationSid: sid('WR', 1),
    WorkerSid: sid('WK', 1),
    TaskQueueName: 'Sales',
    ...changes,
  })
  const door = '/webhooks/taskrouter'

  it('that is accepted becomes an assignment on the call, under the task’s SID', async () => {
    const { accepted } = await sent(door, event())
    const assignment = { callSid: sid('CA', 1), reservationSid: sid('WR', 1), direction: 'inbound', queueName: 'Sales' }
    expect(accepted).toMatchObject([{ type: 'call.assignment-opened', key: taskSid, at: 1793534462345, assignment }])
  })

  it.each(['initiated', 'attempt-failed', 'failed', 'canceled', 'completed'])(
    'reports that a transfer is %s',
    async (is) => {
      const { accepted } = await sent(door, event({ EventType: `task.transfer-${is}` }))
      expect(accepted).toMatchObject([{ type: 'call.transfer-changed', key: taskSid, is }])
    },
  )

  it('with malformed attributes becomes an assignment without a leg', async () => {
    const { accepted } = await sent(door, event({ TaskAttributes: '{"call_sid":"CA1","conference":7}' }))
    expect(accepted).toMatchObject([{ type: 'call.assignment-opened' }])
    expect(accepted[0]).not.toHaveProperty('assignment.callSid')
  })

  it('with a conversation becomes a chat’s assignment', async () => {
    const TaskAttributes = JSON.stringify({ conversationSid: sid('CH', 1) })
    expect((await sent(door, event({ TaskAttributes }))).accepted).toMatchObject([{ type: 'assignment.opened' }])
  })

  it('that wraps up gives no fact', async () => {
    expect((await sent(door, event({ EventType: 'task.wrapup' }))).accepted).toEqual([])
  })
})
