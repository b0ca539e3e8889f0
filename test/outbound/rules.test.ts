import { describe, expect, it } from 'vitest'
import { createBreaker } from '../../src/outbound/breaker.ts'
import { endpoint, wants } from '../../src/outbound/endpoint.ts'
import { attempts, waitAfter } from '../../src/outbound/retries.ts'
import { secret } from '../support/a-receiver.ts'

const second = 1_000
const good = { id: 'crm', url: 'https://crm.example/hook', secrets: [secret] }

describe('an endpoint', () => {
  it.each([
    ['an https address', good],
    ['two secrets', { ...good, secrets: [secret, secret] }],
    ['a list of events', { ...good, events: ['escalation.*', 'escalation.live'] }],
  ])('is accepted with %s', (_, one) => {
    expect(endpoint.safeParse(one).error).toBeUndefined()
  })

  it.each([
    ['no address', { ...good, url: 'crm' }],
    ['another protocol', { ...good, url: 'file:///etc/passwd' }],
    ['a script', { ...good, url: 'javascript:alert(1)' }],
    ['credentials in the address', { ...good, url: 'https://me:secret@crm.example' }],
    ['a fragment', { ...good, url: 'https://crm.example/#x' }],
    ['no secret', { ...good, secrets: [] }],
    ['three secrets', { ...good, secrets: [secret, secret, secret] }],
    ['a short secret', { ...good, secrets: ['whsec_c2hvcnQ='] }],
    ['a secret without its prefix', { ...good, secrets: [secret.slice(6)] }],
    ['an unknown event', { ...good, events: ['escalation.exploded'] }],
    ['a pattern over everything', { ...good, events: ['*.*'] }],
    ['an id that is a path', { ...good, id: '../x' }],
    ['an unknown field', { ...good, retries: 3 }],
  ])('is refused with %s', (_, one) => {
    expect(endpoint.safeParse(one).success).toBe(false)
  })

  it('gets every event without a list, and otherwise those that its list names', () => {
    expect(wants(good, 'escalation.live')).toBe(true)
    expect(wants({ ...good, events: ['escalation.*'] }, 'escalation.live')).toBe(true)
    expect(wants({ ...good, events: ['escalation.ended'] }, 'escalation.live')).toBe(false)
  })
})

describe('a delivery that failed', () => {
  it('is repeated after 5 s, 1 min, 5 min, 30 min, 2 h and 6 h, and no more', () => {
    const exact = () => 0.5
    expect(Array.from({ length: attempts - 1 }, (_, n) => waitAfter(n + 1, 0, exact) / second)).toEqual([
      5, 60, 300, 1_800, 7_200, 21_600,
    ])
  })

  it('is repeated within 20 % of that time', () => {
    expect(waitAfter(1, 0, () => 0)).toBe(4 * second)
    expect(waitAfter(1, 0, () => 1)).toBe(6 * second)
  })

  it('is repeated later when the receiver asks for it, never sooner, and after 6 h at most', () => {
    expect(waitAfter(1, 90 * second)).toBe(90 * second)
    expect(waitAfter(2, 1, () => 0.5)).toBe(60 * second)
    expect(waitAfter(1, Number.MAX_SAFE_INTEGER)).toBe(6 * 3600 * second)
  })
})

describe('the breaker of an endpoint', () => {
  it('opens after five failures in a row, lets one delivery out after 30 s, and closes when that succeeds', () => {
    let now = 0
    const breaker = createBreaker(() => now)
    for (let n = 0; n < 4; n++) breaker.failed()
    expect(breaker.wait()).toBe(0)
    breaker.succeeded()
    for (let n = 0; n < 5; n++) breaker.failed()
    expect(breaker.wait()).toBe(30 * second)
    now = 30 * second
    expect([breaker.wait(), breaker.wait()]).toEqual([0, 30 * second])
    breaker.succeeded()
    expect([breaker.wait(), breaker.wait()]).toEqual([0, 0])
  })
})
