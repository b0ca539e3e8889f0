import { describe, expect, it } from 'vitest'
import { Retryable } from '../../src/core/errors.ts'
import { accountSid, apiKeySecret, apiKeySid } from '../support/an-environment.ts'
import { anIam, invalid, type Reply, valid } from '../support/an-iam.ts'

const ada = { workerSid: `WK${'0'.repeat(31)}1`, roles: ['agent'] }

describe('who a Flex token belongs to', () => {
  it('is asked of Twilio, with the API key', async () => {
    const iam = await anIam(valid())
    expect(await iam.check()).toEqual(ada)
    const authorization = `Basic ${Buffer.from(`${apiKeySid}:${apiKeySecret}`).toString('base64')}`
    expect(iam.asked).toEqual([{ path: `/v1/Accounts/${accountSid}/Tokens/validate`, authorization, token: 'ada' }])
  })

  it('is nobody when Twilio says so', async () => {
    const iam = await anIam(invalid)
    expect(await iam.check()).toBeUndefined()
  })

  it('may be a person without a worker or without roles', async () => {
    const iam = await anIam(valid({ worker_sid: null, roles: undefined }))
    expect(await iam.check()).toEqual({ workerSid: undefined, roles: [] })
  })
})

describe('an answer is remembered', () => {
  it('for a minute, and then asked again', async () => {
    const iam = await anIam(valid())
    await iam.check()
    iam.pass(59_999)
    await iam.check()
    expect(iam.asked).toHaveLength(1)
    iam.pass(1)
    await iam.check()
    expect(iam.asked).toHaveLength(2)
  })

  it('never beyond the end of the token', async () => {
    const iam = await anIam(valid({ expiration: '2029-12-31T23:00:10.000Z' }))
    expect(await iam.check()).toEqual(ada)
    iam.pass(10_000)
    iam.say(invalid)
    expect(await iam.check()).toBeUndefined()
  })

  it('for a minute at most when Twilio says no end, or one that is no date', async () => {
    for (const expiration of [undefined, 'soon']) {
      const iam = await anIam(valid({ expiration }))
      await iam.check()
      iam.pass(59_999)
      await iam.check()
      iam.pass(1)
      await iam.check()
      expect(iam.asked).toHaveLength(2)
    }
  })

  it('for each token on its own', async () => {
    const iam = await anIam(valid())
    await iam.check('ada')
    iam.say(invalid)
    expect([await iam.check('ada'), await iam.check('ben')]).toEqual([ada, undefined])
  })

  it('also a "no", for five seconds, so that a bad token cannot be used to flood Twilio', async () => {
    const iam = await anIam(invalid)
    for (let n = 0; n < 20; n++) await iam.check()
    expect(iam.asked).toHaveLength(1)
    iam.pass(5_000)
    iam.say(valid())
    expect(await iam.check()).toEqual(ada)
  })
})

describe('many questions about one token at the same moment', () => {
  it('are one question to Twilio', async () => {
    const iam = await anIam(valid())
    const gate = Promise.withResolvers<void>()
    iam.hold(gate.promise)
    const checks = Array.from({ length: 50 }, () => iam.check())
    gate.resolve()
    expect(await Promise.all(checks)).toEqual(checks.map(() => ada))
    expect(iam.asked).toHaveLength(1)
  })

  it('are all told "try again" when Twilio cannot answer', async () => {
    const iam = await anIam({ status: 503 })
    const results = await Promise.allSettled(Array.from({ length: 3 }, () => iam.check()))
    expect(iam.asked).toHaveLength(1)
    for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: expect.any(Retryable) })
  })
})

describe('the door stays shut while Twilio cannot be asked', () => {
  const troubles: readonly (readonly [string, Reply])[] = [
    ['it is broken', { status: 500, body: '{"valid":true}' }],
    ['it is away', { status: 503, body: '<html>' }],
    ['it is asked too often', { status: 429, body: '{"code":20429}' }],
    ['our own key is refused', { status: 401, body: '{"code":20003,"message":"Authenticate"}' }],
    ['the answer is a page', { body: '<html>Welcome</html>' }],
    ['the answer is empty', { body: '' }],
    ['the answer lacks the verdict', { body: '{"roles":["admin"],"worker_sid":"WK1"}' }],
    ['the verdict is no verdict', { body: '{"valid":"yes"}' }],
    ['the roles are no list', { body: '{"valid":true,"roles":"admin"}' }],
    ['somebody sends us elsewhere', { status: 302, location: 'http://127.0.0.1:1/', body: '' }],
  ]

  it.each(troubles)('%s', async (_, reply) => {
    const iam = await anIam(reply)
    await expect(iam.check()).rejects.toThrow(Retryable)
  })

  it('it does not answer in time', async () => {
    const iam = await anIam('hang', 100)
    await expect(iam.check()).rejects.toThrow(Retryable)
  })

  it('nobody is there', async () => {
    const iam = await anIam(valid())
    await iam.stop()
    await expect(iam.check()).rejects.toThrow(Retryable)
  })

  it('and opens with the next question once it can', async () => {
    const iam = await anIam({ status: 503 })
    await expect(iam.check()).rejects.toThrow(Retryable)
    iam.say(valid())
    expect(await iam.check()).toEqual(ada)
  })
})
