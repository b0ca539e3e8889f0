import { describe, expect, it } from 'vitest'
import { Permanent, Retryable } from '../../src/core/errors.ts'
import { calling, isCode, isStatus, sidIn, sorted } from '../../src/twilio/codes.ts'
import { sid } from '../support/a-desk.ts'

/** As the SDK throws it: an Error with what Twilio said hung on it. */
const problem = (what: Readonly<Record<string, unknown>>, message = 'said so') =>
  Object.assign(new Error(message), what)

describe('a request that never reached Twilio, or that it put off, is repeated freely', () => {
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

describe('where the work may have been done, a repeat must look first', () => {
  it.each([
    ['time-out', { code: 'ECONNABORTED' }],
    ['time-out of the connection', { code: 'ETIMEDOUT' }],
    ['reset', { code: 'ECONNRESET' }],
    ['500', { status: 500, code: 20500 }],
    ['502 of a proxy', { status: 502 }],
    ['503', { status: 503, code: 20503 }],
    ['504', { status: 504 }],
    ['a redirect', { status: 302 }],
    ['an answer that is no answer', { status: 200 }],
    ['something nobody knows', {}],
  ])('%s', (_, what) => {
    expect(sorted('create room', problem(what))).toMatchObject({ name: 'Retryable', ambiguous: true })
  })

  it('also when what was thrown is no error at all', () => {
    expect(sorted('create room', 'oops')).toMatchObject({ name: 'Retryable', ambiguous: true })
  })
})

describe('everything else that Twilio says is final', () => {
  it.each([
    [400, 21211, 21211],
    [401, 20003, 20003],
    [403, 20403, 20403],
    [404, 20404, 20404],
    [409, 53113, 53113],
    [412, 20412, 20412],
    [422, undefined, 422],
  ])('%i with code %s', (status, code, kept) => {
    const answer = sorted('create room', problem({ status, code }))
    expect(answer).toBeInstanceOf(Permanent)
    expect(answer).toMatchObject({ code: kept })
  })
})

it('tells what was being done, what Twilio said and its code, and keeps the cause', () => {
  const cause = problem({ status: 400, code: 53105 }, 'Room full')
  expect(sorted('create room', cause)).toMatchObject({ message: 'create room: Room full (53105)', cause })
})

it('sorts nothing twice', async () => {
  for (const already of [new Retryable('a'), new Permanent('b')]) {
    expect(sorted('outer', already)).toBe(already)
    await expect(calling('outer', () => Promise.reject(already))).rejects.toBe(already)
  }
})

it('passes a good answer through, and sorts what is thrown', async () => {
  expect(await calling('read', async () => 7)).toBe(7)
  await expect(calling('read', () => Promise.reject(problem({ status: 503 })))).rejects.toThrow(Retryable)
})

it('tells Twilio’s code from its status', () => {
  const gone = problem({ status: 404, code: 20404 })
  expect([isStatus(gone, 404), isCode(gone, 20404), isStatus(gone, 20404), isCode(gone, 404)]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(isStatus('text', 404)).toBe(false)
})

describe('a good-looking answer that is none', () => {
  it.each([undefined, '', 'RM1', `${sid('RM', 1)}0`, 7, null])('with the SID %j is asked again', (given) => {
    const thrown = () => sidIn('create room', { sid: given })
    expect(thrown).toThrow(Retryable)
  })

  it('has a SID when it is one', () => {
    expect(sidIn('create room', { sid: sid('RM', 1) })).toBe(sid('RM', 1))
  })
})
