import { expect, it } from 'vitest'
import { isTooSlow, noteRate } from '../../join-page/src/call/frame-guard.ts'
import { quality, type Sample } from '../../join-page/src/call/quality.ts'

const sample = (parts: Partial<Sample>): Sample => ({
  packets: 1_000,
  lost: 0,
  roundTrip: 50,
  jitter: 5,
  frameRate: 24,
  ...parts,
})

it.each([
  [5, 'nothing is lost', {}],
  [4, 'one packet in fifty is lost', { lost: 20 }],
  [2, 'one packet in ten is lost', { packets: 900, lost: 100 }],
  [0, 'half of the packets are lost', { packets: 500, lost: 500 }],
  [3, 'an answer takes 0.5 s', { roundTrip: 500 }],
  [1, 'an answer takes 1 s', { roundTrip: 1_000 }],
  [2, 'packets vary by 120 ms', { jitter: 120 }],
  [2, 'the picture has 5 frames a second', { frameRate: 5 }],
  [0, 'the picture has 1 frame a second', { frameRate: 1 }],
  [5, 'there is no picture', { frameRate: undefined }],
])('the quality is %i when %s', (level, _, parts) => {
  expect(quality(undefined, sample(parts))).toBe(level)
})

it('the quality counts losses since the sample before, not since the beginning', () => {
  const bad = sample({ packets: 1_000, lost: 1_000 })
  expect(quality(bad, sample({ packets: 2_000, lost: 1_000 }))).toBe(5)
})

it('there is no quality where nothing was sent', () => {
  expect(quality(sample({}), sample({}))).toBeUndefined()
})

it('a device is too slow after three samples in a row below 7 frames a second', () => {
  const after = (...rates: (number | undefined)[]) => isTooSlow(rates.reduce(noteRate, []))
  expect(after(3, 3)).toBe(false)
  expect(after(3, 3, 3)).toBe(true)
  expect(after(3, 3, 20)).toBe(false)
  expect(after(24, 3, 2, 4)).toBe(true)
  expect(after(3, undefined, 3)).toBe(false)
  expect(after(6, 6, 6)).toBe(true)
  expect(after(7, 7, 7)).toBe(false)
})
