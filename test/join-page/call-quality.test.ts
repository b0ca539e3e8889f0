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
  ['nothing is lost', {}, 5],
  ['one in fifty is lost', { lost: 20 }, 4],
  ['one in ten is lost', { packets: 900, lost: 100 }, 2],
  ['half is lost', { packets: 500, lost: 500 }, 0],
  ['answers take half a second', { roundTrip: 500 }, 3],
  ['answers take a second', { roundTrip: 1_000 }, 1],
  ['it stutters', { jitter: 120 }, 2],
  ['the picture crawls', { frameRate: 5 }, 2],
  ['the picture hardly moves', { frameRate: 1 }, 0],
  ['there is no picture', { frameRate: undefined }, 5],
])('%s', (_, parts, level) => {
  expect(quality(undefined, sample(parts))).toBe(level)
})

it('looks at what was lost since the last look, not since the beginning', () => {
  const bad = sample({ packets: 1_000, lost: 1_000 })
  expect(quality(bad, sample({ packets: 2_000, lost: 1_000 }))).toBe(5)
})

it('says nothing where nothing was sent', () => {
  expect(quality(sample({}), sample({}))).toBeUndefined()
})

it('calls a device too slow after three slow looks in a row', () => {
  const after = (...rates: (number | undefined)[]) => isTooSlow(rates.reduce(noteRate, []))
  expect(after(3, 3)).toBe(false)
  expect(after(3, 3, 3)).toBe(true)
  expect(after(3, 3, 20)).toBe(false)
  expect(after(24, 3, 2, 4)).toBe(true)
  expect(after(3, undefined, 3)).toBe(false)
})
