import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { believed, ifThere, unlessMissing } from '../../src/twilio/missing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const missing = Object.assign(new Error('not found'), { status: 404 })
const after = (times: number) => {
  let reads = 0
  return async () => {
    reads += 1
    if (reads <= times) throw missing
    return reads
  }
}

it('a missing resource is read again for five seconds before it counts as missing', async () => {
  const found = unlessMissing(after(4))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await found).toBe(5)
  const gone = unlessMissing(after(5))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await gone).toBeUndefined()
})

it('an existing resource is read once, and another error is thrown at once', async () => {
  expect(await unlessMissing(after(0))).toBe(1)
  expect(
    await believed(
      async () => 'yes',
      (answer) => answer === 'yes',
    ),
  ).toBe('yes')
  await expect(unlessMissing(() => Promise.reject(new Error('500')))).rejects.toThrow('500')
  expect(await ifThere(after(1))).toBeUndefined()
})
