import { describe, expect, it } from 'vitest'
import { Retryable } from '../../src/core/errors.ts'
import type { HandOn } from '../../webhooks/twilio/door.ts'
import { signedForm } from '../support/a-signed-form.ts'
import { anApp } from '../support/an-app.ts'
import { sid } from '../support/an-assignment.ts'

const path = '/webhooks/taskrouter'
const event = { EventType: 'worker.created', Sid: sid('EV', 1), Timestamp: '1', ResourceSid: sid('WK', 1) }
const ours = {
  ...{
    EventType: 'task.canceled',
    Sid: sid('EV', 2),
    Timestamp: '1',
    ResourceSid: sid('WT', 1),
    TaskSid: sid('WT', 1),
  },
  TaskAttributes: JSON.stringify({ conversationSid: sid('CH', 1) }),
}

function aDoor(keep: () => Promise<void> = async () => {}) {
  const handedOn: Parameters<HandOn>[0][] = []
  const handOnTaskRouter: HandOn = async (webhook) => {
    handedOn.push(webhook)
    await keep()
  }
  const { app } = anApp({ handOnTaskRouter })
  return { handedOn, post: async (request: RequestInit) => (await app.request(path, request)).status }
}

describe('an event of TaskRouter', () => {
  it.each([
    ['concerns us', ours],
    ['does not concern us', event],
  ])('that %s is forwarded byte for byte', async (_, parameters) => {
    const { handedOn, post } = aDoor()
    const request = signedForm(path, parameters)
    expect(await post(request)).toBe(204)
    expect(handedOn).toMatchObject([
      { body: request.body, form: parameters, idempotencyToken: '00000000-0000-4000-8000-000000000001' },
    ])
  })

  it('with a wrong signature is refused (403) and not forwarded', async () => {
    const { handedOn, post } = aDoor()
    expect(await post(signedForm(path, event, { 'x-twilio-signature': `${'A'.repeat(27)}=` }))).toBe(403)
    expect(handedOn).toEqual([])
  })

  it('that cannot be kept gets a 503', async () => {
    const { post } = aDoor(() => Promise.reject(new Retryable('Redis is away')))
    expect(await post(signedForm(path, event))).toBe(503)
  })
})
