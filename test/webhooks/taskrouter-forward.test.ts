import { describe, expect, it } from 'vitest'
import { Retryable } from '../../src/core/errors.ts'
import type { HandOn } from '../../webhooks/twilio/door.ts'
import { sid } from '../support/a-desk.ts'
import { signedForm } from '../support/a-signed-form.ts'
import { anApp } from '../support/an-app.ts'

const path = '/webhooks/taskrouter'
const event = { EventType: 'worker.created', Sid: sid('EV', 1), Timestamp: '1', ResourceSid: sid('WK', 1) }

function aDoor(keep: () => Promise<void> = async () => {}) {
  const handedOn: Parameters<HandOn>[0][] = []
  const handOnTaskRouter: HandOn = async (webhook) => {
    handedOn.push(webhook)
    await keep()
  }
  const { app } = anApp({ handOnTaskRouter })
  return { handedOn, post: async (request: RequestInit) => (await app.request(path, request)).status }
}

describe('what TaskRouter tells is handed on', () => {
  it('letter by letter, whether it concerns us or not', async () => {
    const { handedOn, post } = aDoor()
    const request = signedForm(path, event)
    expect(await post(request)).toBe(204)
    expect(handedOn).toMatchObject([
      { body: request.body, form: event, idempotencyToken: '00000000-0000-4000-8000-000000000001' },
    ])
  })

  it('and not what somebody else signed', async () => {
    const { handedOn, post } = aDoor()
    expect(await post(signedForm(path, event, { 'x-twilio-signature': `${'A'.repeat(27)}=` }))).toBe(403)
    expect(handedOn).toEqual([])
  })

  it('and acknowledged when it is kept, not before', async () => {
    const { post } = aDoor(() => Promise.reject(new Retryable('Redis is away')))
    expect(await post(signedForm(path, event))).toBe(503)
  })
})
