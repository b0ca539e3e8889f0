import { expect, it } from 'vitest'
import { bitrateFor, hintsFor, layerFor, layersNeeded } from '../../../simulator/video/media/layers.ts'
import { readPublisherHints } from '../../../simulator/video/media/publisher-hints.ts'
import { carried, createStream, sentAs } from '../../../simulator/video/media/stream.ts'

it.each([
  [undefined, 3],
  [{ width: 320, height: 180 }, 1],
  [{ width: 640, height: 360 }, 2],
  [{ width: 1280, height: 720 }, 3],
])('a viewer of a picture of %o needs %i of its layers', (size, needed) => {
  expect(layersNeeded(size, 3)).toBe(needed)
})

it('a viewer needs no more layers than the picture has', () => {
  expect(layersNeeded({ width: 1280, height: 720 }, 2)).toBe(2)
})

it('a publisher gets a hint to drop an unneeded layer once it is sent, to add a needed one at once, and none twice', () => {
  const all = [true, true, true]
  expect(hintsFor(0, all, [true, true, false])).toEqual([
    { enabled: false, layer_index: 0 },
    { enabled: false, layer_index: 1 },
  ])
  expect(hintsFor(2, [false, false, true], [false, false, false])).toEqual([
    { enabled: true, layer_index: 0 },
    { enabled: true, layer_index: 1 },
  ])
  expect(hintsFor(3, all, all)).toEqual([])
})

it('a publisher that could not follow a hint gets it again', () => {
  const [failed] = readPublisherHints({
    type: 'publisher_hints',
    id: 1,
    hints: [
      { track: 'MT1', result: 'OK' },
      { track: 'MT2', result: 'COULD_NOT_APPLY_HINT' },
    ],
  })?.failed ?? ['']
  expect(failed).toBe('MT2')
  expect(hintsFor(1, [undefined, undefined], [true, true])).toEqual([
    { enabled: true, layer_index: 0 },
    { enabled: false, layer_index: 1 },
  ])
})

it('a viewer gets the largest needed layer of those that are sent, or any that is sent', () => {
  expect(layerFor(3, [true, true, false])).toBe(1)
  expect(layerFor(1, [true, true, true])).toBe(0)
  expect(layerFor(1, [false, true, true])).toBe(1)
  expect(layerFor(3, [false, false, false])).toBeUndefined()
})

it('a picture in one layer counts by the largest view of it, if all viewers have reported its size', () => {
  const [small, large] = [
    { width: 50, height: 40 },
    { width: 1024, height: 720 },
  ]
  expect(bitrateFor([small, large])).toBeGreaterThan(bitrateFor([small]) ?? Number.NaN)
  expect(bitrateFor([small, undefined])).toBeUndefined()
  expect(bitrateFor([])).toBeUndefined()
})

it('a stream goes on without a gap when another layer takes over, which it does with a key frame', () => {
  const stream = createStream()
  const packet = (ssrc: number, sequenceNumber: number, timestamp: number) => ({ ssrc, sequenceNumber, timestamp })
  const whole = () => true
  expect(carried(stream, packet(1, 65_535, 3_000), whole, 0)).toEqual({ sequenceNumber: 65_535, timestamp: 3_000 })
  expect(carried(stream, packet(2, 500, 90), whole, 0)).toBeUndefined()
  stream.target = 2
  expect(carried(stream, packet(2, 500, 90), () => false, 0)).toBeUndefined()
  expect(carried(stream, packet(2, 501, 6_090), whole, 100)).toEqual({ sequenceNumber: 0, timestamp: 12_000 })
  expect(carried(stream, packet(2, 502, 9_090), () => false, 133)).toEqual({ sequenceNumber: 1, timestamp: 15_000 })
  expect(carried(stream, packet(1, 0, 6_000), whole, 133)).toBeUndefined()
  expect(sentAs(stream, 1)).toBe(502)
})
