import { describe, expect, it } from 'vitest'
import { Retryable } from '../../src/core/errors.ts'
import { accountSid, apiKeySecret, apiKeySid } from '../support/an-environment.ts'
import { anIam, invalid, type Reply, valid } from '../support/an-iam.ts'

const ada = { workerSid: `WK${'0'.repeat(31)}1`, roles: ['agent'] }

describe('the user of a Flex token', () => {
  it('is asked of Twilio, with the API key', async () => {
    const iam = await anIam(valid())
    expect(await iam.check()).toEqual(ada)
    const authorization = `Basic ${Buffer.from(`${apiKeySid}:${apiKeySecret}`).toString('base64')}`
    expect(iam.asked).toEqual([{ path: `/v1/Accounts/${accountSid}/Tokens/validate`, authorization, token: 'ada' }])
  })

  it('is undefined when Twilio says that the token is invalid', async () => {
    const iam = await anIam(invalid)
    expect(await iam.check()).toBeUndefined()
  })

  it('may have neither a worker nor roles', async () => {
    const iam = await anIam(valid({ worker_sid: null, roles: undefined }))
    expect(await iam.check()).toEqual({ workerSid: undefined, roles: [] })
  })
})

describe('Twilio’s answer is remembered', () => {
  it('for a minute, and then asked for again', async () => {
    const iam = await anIam(valid())
    await iam.check()
    iam.pass(59_999)
    await iam.check()
    expect(iam.asked).toHaveLength(1)
    iam.pass(1)
    await iam.check()
    expect(iam.asked).toHaveLength(2)
  })

  it('not beyond the token’s expiry', async () => {
    const iam = await anIam(valid({ expiration: '2029-12-31T23:00:10.000Z' }))
    expect(await iam.check()).toEqual(ada)
    iam.pass(10_000)
    iam.say(invalid)
    expect(await iam.check()).toBeUndefined()
  })

  it('for a minute when Twilio names no expiry, or one that is no date', async () => {
    for (const expiration of [undefined, 'soon']) {
      const iam = await anIam(valid({ expiration }))
      await iam.check()
      iam.pass(59_999)
      await iam.check()
      expect(iam.asked).toHaveLength(1)
      iam.pass(1)
      await iam.check()
      expect(iam.asked).toHaveLength(2)
    }
  })

  it('for each token by itself', async () => {
    const iam = await anIam(valid())
    await iam.check('ada')
    iam.say(invalid)
    expect([await iam.check('ada'), await iam.check('ben')]).toEqual([ada, undefined])
  })

  it('for five seconds when it is "invalid", so that a bad token cannot be used to flood Twilio', async () => {
    const iam = await anIam(invalid)
    for (let n = 0; n < 20; n++) await iam.check()
    iam.say(valid())
    iam.pass(4_999)
    expect(await iam.check()).toBeUndefined()
    expect(iam.asked).toHaveLength(1)
    iam.pass(1)
    expect(await iam.check()).toEqual(ada)
  })
})

describe('checks of one token at the same moment', () => {
  it('are one request to Twilio', async () => {
    const iam = await anIam(valid())
    const gate = Promise.withResolvers<void>()
    iam.hold(gate.promise)
    const checks = Array.from({ length: 50 }, () => iam.check())
    gate.resolve()
    expect(await Promise.all(checks)).toEqual(checks.map(() => ada))
    expect(iam.asked).toHaveLength(1)
  })

  it('are all rejected as retryable when Twilio answers 503', async () => {
    const iam = await anIam({ status: 503 })
    const results = await Promise.allSettled(Array.from({ length: 3 }, () => iam.check()))
    expect(iam.asked).toHaveLength(1)
    for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: expect.any(Retryable) })
  })
})

describe('a check is rejected as retryable when', () => {
  const troubles: readonly (readonly [string, Reply])[] = [
    ['Twilio answers 500', { status: 500, body: '{"valid":true}' }],
    ['Twilio answers 503', { status: 503, body: '<html>' }],
    ['Twilio answers 429', { status: 429, body: '{"code":20429}' }],
    ['Twilio refuses our own key', { status: 401, body: '{"code":20003,"message":"Authenticate"}' }],
    ['the answer is HTML', { body: '<html>Welcome</html>' }],
    ['the answer is empty', { body: '' }],
    ['the answer has no "valid"', { body: '{"roles":["admin"],"worker_sid":"WK1"}' }],
    ['"valid" is no boolean', { body: '{"valid":"yes"}' }],
    ['"roles" is no list', { body: '{"valid":true,"roles":"admin"}' }],
  ]

  it.each(troubles)('%s', async (_, reply) => {
    const iam = await anIam(reply)
    await expect(iam.check()).rejects.toThrow(Retryable)
  })

  it('Twilio redirects to an address that calls the token valid', async () => {
    const elsewhere = await anIam(valid())
    const iam = await anIam({ status: 307, location: elsewhere.url, body: '' })
    await expect(iam.check()).rejects.toThrow(Retryable)
    expect(elsewhere.asked).toEqual([])
  })

  it('Twilio does not answer within the time-out', async () => {
    const iam = await anIam('hang', 100)
    await expect(iam.check()).rejects.toThrow(Retryable)
  })

  it('nothing listens at Twilio’s address', async () => {
    const iam = await anIam(valid())
    await iam.stop()
    await expect(iam.check()).rejects.toThrow(Retryable)
  })
})

it('a check that follows a rejected one asks Twilio again', async () => {
  const iam = await anIam({ status: 503 })
  await expect(iam.check()).rejects.toThrow(Retryable)
  iam.say(valid())
  expect(await iam.check()).toEqual(ada)
})
