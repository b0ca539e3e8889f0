import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { Retryable } from '../../src/core/errors.ts'
import { accountSid, apiKeySecret, apiKeySid } from '../support/an-environment.ts'
import { anIam, invalid, type Reply, valid } from '../support/an-iam.ts'

const expiresAt = Date.parse('2030-01-01T00:00:00.000Z')
const ada = { workerSid: `WK${'0'.repeat(31)}1`, roles: ['agent'], expiresAt }

describe('the user of a Flex token', () => {
  it('comes from Twilio, with the API key', async () => {
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
    expect(await iam.check()).toEqual({ workerSid: undefined, roles: [], expiresAt })
  })
})

describe('Twilio’s answer is cached', () => {
  it('for a minute', async () => {
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
    expect(await iam.check()).toEqual({ ...ada, expiresAt: Date.parse('2029-12-31T23:00:10.000Z') })
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

it('a check after a rejected one makes another request', async () => {
  const iam = await anIam({ status: 503 })
  await expect(iam.check()).rejects.toThrow(Retryable)
  iam.say(valid())
  expect(await iam.check()).toEqual(ada)
})

describe('an agent who was checked a moment ago', () => {
  const trouble: readonly (readonly [string, Reply])[] = [
    ['answers 429', { status: 429 }],
    ['answers 500', { status: 500 }],
    ['refuses our own key', { status: 401, body: '{"code":20003}' }],
  ]
  it.each(trouble)('stays valid for five minutes while Twilio %s, and not longer', async (_, reply) => {
    const iam = await anIam(valid())
    await iam.check()
    iam.say(reply)
    iam.pass(299_999)
    expect(await iam.check()).toEqual(ada)
    iam.pass(1)
    await expect(iam.check()).rejects.toThrow(Retryable)
  })

  it('is not valid beyond the token’s expiry, whatever the fault', async () => {
    const iam = await anIam(valid({ expiration: '2029-12-31T23:02:00.000Z' }))
    await iam.check()
    iam.say({ status: 429 })
    iam.pass(119_999)
    expect(await iam.check()).toMatchObject({ roles: ['agent'] })
    iam.pass(1)
    await expect(iam.check()).rejects.toThrow(Retryable)
  })

  it('is checked again every five seconds meanwhile, and a revoked token is refused', async () => {
    const iam = await anIam(valid())
    await iam.check()
    iam.say({ status: 503 })
    iam.pass(60_000)
    for (let n = 0; n < 10; n++) expect(await iam.check()).toEqual(ada)
    expect(iam.asked).toHaveLength(2)
    iam.say(invalid)
    iam.pass(5_000)
    expect(await iam.check()).toBeUndefined()
  })

  it('stays cached among ten thousand bad tokens of other addresses, without another request', async () => {
    const iam = await anIam(valid())
    await iam.check()
    const ask = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ valid: false }))
    onTestFinished(() => ask.mockRestore())
    for (let n = 0; n < 10_000; n++) await iam.check(`bad-${n}`, `10.0.${n >> 8}.${n & 255}`)
    expect(ask).toHaveBeenCalledTimes(10_000)
    expect(await iam.check()).toEqual(ada)
    expect(ask).toHaveBeenCalledTimes(10_000)
  })
})

describe('unknown tokens', () => {
  it('of one address cause at most 66 requests to Twilio a minute', async () => {
    const iam = await anIam(invalid)
    const answers = await Promise.all(Array.from({ length: 500 }, (_, n) => iam.check(`bad-${n}`).catch(() => 'later')))
    expect(iam.asked.length).toBeGreaterThanOrEqual(50)
    // Requests of the same moment as the fiftieth.
    expect(iam.asked.length).toBeLessThanOrEqual(50 + 16)
    const told = answers.filter((each) => each === undefined).length
    expect(told).toBeGreaterThanOrEqual(50)
    expect(told).toBeLessThanOrEqual(iam.asked.length)
    expect(await iam.check('one more')).toBe('too-many-tries')
    iam.say(valid())
    iam.pass(60_000)
    expect(await iam.check('one more')).toEqual(ada)
  })

  it('hold up neither a cached agent nor another address', async () => {
    const iam = await anIam(valid())
    await iam.check('ada')
    iam.say(invalid)
    for (let n = 0; n < 50; n++) await iam.check(`bad-${n}`)
    iam.say(valid())
    iam.pass(59_999)
    expect(await iam.check('ada')).toEqual(ada)
    expect(await iam.check('ben')).toBe('too-many-tries')
    expect(await iam.check('ben', '192.0.2.2')).toEqual(ada)
  })

  it('of two hundred agents behind one address are accepted at once', async () => {
    const iam = await anIam(valid())
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => iam.check(`agent-${n}`)))
    expect(answers).toEqual(answers.map(() => ada))
  })

  it('are checked sixteen at a time; the others wait, and a known agent’s goes first', async () => {
    const iam = await anIam(valid())
    await iam.check('ada')
    iam.pass(60_000)
    const gate = Promise.withResolvers<void>()
    iam.hold(gate.promise)
    iam.say(invalid)
    const bad = Array.from({ length: 40 }, (_, n) => iam.check(`bad-${n}`, `10.0.0.${n}`))
    await vi.waitFor(() => expect(iam.asked).toHaveLength(17))
    const known = iam.check('ada')
    gate.resolve()
    await Promise.all([...bad, known])
    expect(iam.asked.findIndex(({ token }, n) => n > 0 && token === 'ada')).toBeLessThan(17 + 16)
  })

  it('above two hundred do not wait: they are rejected as retryable', async () => {
    const iam = await anIam('hang', 500)
    const answers = await Promise.allSettled(
      Array.from({ length: 300 }, (_, n) => iam.check(`bad-${n}`, `10.0.${n >> 8}.${n & 255}`)),
    )
    expect(answers.every((each) => each.status === 'rejected' && each.reason instanceof Retryable)).toBe(true)
    expect(iam.asked.length).toBeLessThan(100)
  })

  it('that are invalid are checked again less and less often', async () => {
    const iam = await anIam(invalid)
    for (let second = 0; second < 600; second++) {
      await iam.check()
      iam.pass(1_000)
    }
    expect(iam.asked.length).toBeLessThanOrEqual(6)
  })
})
