import { describe, expect, it } from 'vitest'
import { Permanent, Retryable } from '../../src/core/errors.ts'
import { createMetrics } from '../../webhooks/metrics.ts'
import { aMessage, doors } from '../support/a-command.ts'
import { problemIn } from '../support/a-problem.ts'
import { type Parameters, signatureOf, signedForm } from '../support/a-signed-form.ts'
import { anApp } from '../support/an-app.ts'
import { sid } from '../support/an-assignment.ts'
import { accountSid, publicUrl } from '../support/an-environment.ts'

const metric = (door: string, outcome: string) => `escalate_webhooks_total{door="${door}",outcome="${outcome}"}`

async function sent(path: string, parameters: Parameters) {
  const { app, accepted } = anApp()
  const answer = await app.request(path, signedForm(path, parameters))
  return { status: answer.status, accepted, metrics: await (await app.request('/metrics')).text() }
}

describe('a signed webhook that we cannot use is acknowledged and counted', () => {
  it.each([
    [doors.conversations, { EventType: 'onSomethingNew' }],
    [doors.video, { StatusCallbackEvent: 'room-painted' }],
    [doors.taskrouter, { EventType: 'weather.changed' }],
    [doors.video, {}],
  ])('an unknown event, at %s', async (path, parameters) => {
    const { status, accepted, metrics } = await sent(path, parameters)
    expect([status, accepted]).toEqual([204, []])
    expect(metrics).toContain(`${metric(path, 'unknown')} 1`)
  })

  it.each([
    ['without a conversation', doors.conversations, aMessage({ ConversationSid: '' })],
    [
      'with a control character in a SID',
      doors.conversations,
      aMessage({ MessageSid: `${sid('IM', 1).slice(0, -1)}\0` }),
    ],
    ['with a date that is none', doors.conversations, aMessage({ DateCreated: 'yesterday' })],
    ['without its date', doors.conversations, { EventType: 'onConversationStateUpdated', StateTo: 'closed' }],
    ['without a room', doors.video, { StatusCallbackEvent: 'room-ended', Timestamp: '2026-11-01T12:00:00Z' }],
    ['without a task', doors.taskrouter, { EventType: 'reservation.accepted', Timestamp: '1' }],
  ])('an event %s', async (_, path, parameters) => {
    const { status, accepted, metrics } = await sent(path, parameters)
    expect([status, accepted]).toEqual([204, []])
    expect(metrics).toContain(`${metric(path, 'unreadable')} 1`)
  })

  it('and so are accepted, irrelevant and forged ones, each under its outcome', async () => {
    const { app } = anApp()
    const post = (init: RequestInit) => app.request(doors.conversations, init)
    await post(signedForm(doors.conversations, aMessage()))
    await post(signedForm(doors.conversations, aMessage({ Body: 'Hello' })))
    await post({ ...signedForm(doors.conversations, aMessage()), body: 'Body=forged' })
    const metrics = await (await app.request('/metrics')).text()
    for (const outcome of ['accepted', 'not-ours', 'bad-signature'])
      expect(metrics).toContain(`${metric(doors.conversations, outcome)} 1`)
  })
})

describe('names with a meaning in JavaScript are only names', () => {
  it.each(['__proto__', 'constructor', 'prototype', 'toString'])('%s pollutes nothing', async (name) => {
    const body = new URLSearchParams([...Object.entries({ AccountSid: accountSid, ...aMessage() }), [name, 'polluted']])
    const parameters = Object.fromEntries(body)
    const init = { ...signedForm(doors.conversations, {}), body: body.toString() }
    const signature = signatureOf(publicUrl + doors.conversations, parameters)
    const { app, accepted } = anApp()
    const headers = { ...init.headers, 'x-twilio-signature': signature }
    const answer = await app.request(doors.conversations, { ...init, headers })
    expect([answer.status, accepted.length]).toEqual([204, 1])
    expect(JSON.stringify(accepted)).not.toContain('polluted')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

it('a webhook with new parameters is accepted', async () => {
  const { status, accepted } = await sent(doors.conversations, {
    ...aMessage(),
    BrandNew: 'yes',
    'Messaging.Nested.Thing': '',
  })
  expect([status, accepted.length]).toEqual([204, 1])
})

it('percent-encoded and plus-encoded bodies are read the same', async () => {
  const init = signedForm(doors.conversations, aMessage({ Body: ' /video end ' }))
  for (const body of [init.body, init.body.replaceAll('+', '%20')]) {
    const { app, accepted } = anApp()
    expect((await app.request(doors.conversations, { ...init, body })).status).toBe(204)
    expect(accepted).toMatchObject([{ command: { type: 'video.end' } }])
  }
})

it.each(['%E0%A4%A', '%', '\uFFFD'])('an unsigned body that is no valid text is refused (403): %s', async (broken) => {
  const { app, accepted } = anApp()
  const init = { ...signedForm(doors.conversations, {}), body: `AccountSid=${accountSid}&Body=${broken}` }
  expect((await app.request(doors.conversations, init)).status).toBe(403)
  expect(accepted).toEqual([])
})

describe('a webhook whose fact cannot be kept', () => {
  const failing = (problem: Error) => anApp({ accept: () => Promise.reject(problem) }).app
  const init = signedForm(doors.conversations, aMessage())

  it('gets a retryable 503 while Redis is away', async () => {
    const answer = await failing(new Retryable('Redis is away at redis://:secret@10.0.0.1')).request(
      doors.conversations,
      init,
    )
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(await problemIn(answer)).toMatchObject({ status: 503, code: 'unavailable', retryable: true })
  })

  it.each([new Permanent('secret words'), new TypeError('secret words')])(
    'gets a 500 that does not repeat the error: %s',
    async (problem) => {
      const answer = await failing(problem).request(doors.conversations, init)
      const said = await problemIn(answer)
      expect(said).toMatchObject({ status: 500, code: 'internal' })
      expect(said.message).not.toContain('secret')
    },
  )
})

it('a message that is no command is acknowledged, and gives no fact', async () => {
  const { status, accepted } = await sent(doors.conversations, aMessage({ Body: 'How are you?' }))
  expect([status, accepted]).toEqual([204, []])
})

it('a hundred made-up addresses are counted in fewer than ten series', async () => {
  const metrics = createMetrics()
  const { app } = anApp({ metrics })
  for (let n = 0; n < 100; n++) await app.request(`/webhooks/made-up-${n}`, { method: 'POST', body: 'x' })
  const { values } = await metrics.webhooks.get()
  expect(values.length).toBeLessThan(10)
})
