import { expect, it } from 'vitest'
import { Permanent, Retryable } from '../../src/core/errors.ts'

it('keeps the cause of a failure, and what Twilio called it', () => {
  const cause = new Error('socket hang up')
  expect(new Retryable('create room', { cause })).toMatchObject({ name: 'Retryable', cause, ambiguous: false })
  expect(new Permanent('create room', { cause, code: 53105 })).toMatchObject({ name: 'Permanent', cause, code: 53105 })
})
