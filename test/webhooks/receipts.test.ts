import { describe, expect, it } from 'vitest'
import { doors } from '../support/a-command.ts'
import { signedForm } from '../support/a-signed-form.ts'
import { anApp } from '../support/an-app.ts'
import { conversationSid, sid } from '../support/an-assignment.ts'

const receipt = {
  EventType: 'onDeliveryUpdated',
  ConversationSid: conversationSid,
  MessageSid: sid('IM', 3),
  DeliveryReceiptSid: sid('DY', 4),
  ChannelMessageSid: sid('SM', 5),
  ParticipantSid: sid('MB', 6),
  Status: 'delivered',
  ErrorCode: '0',
  DateUpdated: '2026-11-01T12:00:20.000Z',
}

async function factsOf(changes: Readonly<Record<string, string>>) {
  const { app, accepted } = anApp()
  const answer = await app.request(doors.conversations, signedForm(doors.conversations, { ...receipt, ...changes }))
  expect(answer.status).toBe(204)
  return accepted
}

describe('a receipt', () => {
  it('that says "undelivered" is one fact, with message, time and code', async () => {
    expect(await factsOf({ Status: 'undelivered', ErrorCode: '63016' })).toEqual([
      {
        type: 'delivery.changed',
        id: `${sid('DY', 4)}-undelivered`,
        key: conversationSid,
        at: Date.parse('2026-11-01T12:00:20.000Z'),
        messageSid: sid('IM', 3),
        is: 'undelivered',
        code: 63016,
      },
    ])
  })

  it.each([
    ['failed', 'undelivered'],
    ['UNDELIVERED', 'undelivered'],
    ['delivered', 'delivered'],
    ['read', 'delivered'],
  ])('with status %s means %s', async (Status, is) => {
    expect(await factsOf({ Status })).toMatchObject([{ is }])
  })

  it.each(['sent', 'sending', 'queued', 'tomorrow', 'constructor', ''])(
    'with status "%s" gives no fact',
    async (Status) => {
      expect(await factsOf({ Status })).toEqual([])
    },
  )

  it.each(['', '0', 'none', '-1'])('has no code where ErrorCode is "%s"', async (ErrorCode) => {
    expect((await factsOf({ Status: 'failed', ErrorCode }))[0]).not.toHaveProperty('code')
  })

  it.each([{ MessageSid: '' }, { DeliveryReceiptSid: 'x' }, { DateUpdated: 'soon' }, { ConversationSid: '' }])(
    'that is malformed (%o) gets 204, and gives no fact',
    async (changes) => {
      expect(await factsOf({ Status: 'failed', ...changes })).toEqual([])
    },
  )
})
