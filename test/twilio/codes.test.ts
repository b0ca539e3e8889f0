import { describe, expect, it } from 'vitest'
import { KeyRefused, Permanent, Retryable } from '../../src/core/errors.ts'
import { calling, isCode, isRefused, isStatus, sidIn, sorted } from '../../src/twilio/codes.ts'
import { sid } from '../support/an-assignment.ts'

/** As the SDK throws it: an Error with the fields of Twilio's answer. */
const problem = (what: Readonly<Record<string, unknown>>, message = 'said so') =>
  Object.assign(new Error(message), what)

describe('a failure is retryable and not ambiguous, as the request was not processed:', () => {
  it.each([
    ['too many requests', { status: 429, code: 20429 }],
    ['connection refused', { code: 'ECONNREFUSED' }],
    ['unknown host', { code: 'ENOTFOUND' }],
    ['no name service', { code: 'EAI_AGAIN' }],
    ['no route', { code: 'EHOSTUNREACH' }],
    ['no network', { code: 'ENETUNREACH' }],
  ])('%s', (_, what) => {
    expect(sorted('create room', problem(what))).toMatchObject({ name: 'Retryable', ambiguous: false })
  })
})

describe('a failure is retryable and ambiguous, as the work may have been done:', () => {
  it.each([
    ['time-out', { code: 'ECONNABORTED' }],
    ['time-out of the connection', { code: 'ETIMEDOUT' }],
    ['reset', { code: 'ECONNRESET' }],
    ['500', { status: 500, code: 20500 }],
    ['502 of a proxy', { status: 502 }],
    ['503', { status: 503, code: 20503 }],
    ['504', { status: 504 }],
    ['a redirect', { status: 302 }],
    ['an error with status 200', { status: 200 }],
    ['an error without code and status', {}],
  ])('%s', (_, what) => {
    expect(sorted('create room', problem(what))).toMatchObject({ name: 'Retryable', ambiguous: true })
  })

  it('a thrown text', () => {
    expect(sorted('create room', 'oops')).toMatchObject({ name: 'Retryable', ambiguous: true })
  })
})

it('a refused key is a KeyRefused with status 401, and not ambiguous', () => {
  const answer = sorted('create room', problem({ status: 401, code: 20003 }))
  expect(answer).toBeInstanceOf(KeyRefused)
  expect(answer).toMatchObject({ ambiguous: false, status: 401, message: expect.stringContaining('(20003)') })
})

describe('a failure is permanent, with its code or else its status:', () => {
  it.each([
    [400, 21211, 21211],
    [403, 20403, 20403],
    [404, 20404, 20404],
    [409, 53113, 53113],
    [412, 20412, 20412],
    [422, undefined, 422],
  ])('status %i with code %s', (status, code, kept) => {
    const answer = sorted('create room', problem({ status, code }))
    expect(answer).toBeInstanceOf(Permanent)
    expect(answer).toMatchObject({ code: kept })
  })
})

it('a sorted failure has the operation, Twilio’s message and code, and the cause', () => {
  const cause = problem({ status: 400, code: 53105 }, 'Room full')
  expect(sorted('create room', cause)).toMatchObject({ message: 'create room: Room full (53105)', cause })
})

it('a failure that is sorted already stays as it is', async () => {
  for (const already of [new Retryable('a'), new Permanent('b')]) {
    expect(sorted('outer', already)).toBe(already)
    await expect(calling('outer', () => Promise.reject(already))).rejects.toBe(already)
  }
})

it('a call passes a good answer through, and sorts an error', async () => {
  expect(await calling('read', async () => 7)).toBe(7)
  await expect(calling('read', () => Promise.reject(problem({ status: 503 })))).rejects.toThrow(Retryable)
})

it('Twilio’s code and its status are not mixed up', () => {
  const gone = problem({ status: 404, code: 20404 })
  expect([isStatus(gone, 404), isCode(gone, 20404), isStatus(gone, 20404), isCode(gone, 404)]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(isStatus('text', 404)).toBe(false)
})

describe('the SID of an answer', () => {
  it.each([undefined, '', 'RM1', `${sid('RM', 1)}0`, 7, null])('is refused as retryable when it is %j', (given) => {
    const thrown = () => sidIn('create room', { sid: given })
    expect(thrown).toThrow(Retryable)
  })

  it('is returned when it is valid', () => {
    expect(sidIn('create room', { sid: sid('RM', 1) })).toBe(sid('RM', 1))
  })
})

it('only 400, 413, 414 and 422 count as refusing the input', () => {
  const answered = (status: number) => Object.assign(new Error('refused'), { status, code: 20001 })
  const statuses = [200, 400, 401, 403, 404, 408, 409, 412, 413, 414, 422, 429, 500, 503]
  expect(statuses.filter((status) => isRefused(answered(status)))).toEqual([400, 413, 414, 422])
  expect(isRefused(new Error('no answer'))).toBe(false)
})
