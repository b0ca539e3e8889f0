import { expect, it } from 'vitest'
import { Permanent, Retryable } from '../../src/core/errors.ts'

it('a failure keeps its cause, and a permanent one Twilio’s code', () => {
  const cause = new Error('socket hang up')
  expect(new Retryable('create room', { cause })).toMatchObject({ name: 'Retryable', cause, ambiguous: false })
  expect(new Permanent('create room', { cause, code: 53105 })).toMatchObject({ name: 'Permanent', cause, code: 53105 })
})
