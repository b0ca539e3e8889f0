import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { StoreTrouble } from '../../src/core/errors.ts'
import * as transfer from '../../src/features/conversation-transfer/model.ts'
import * as streams from '../../src/features/media-streams/model.ts'
import * as video from '../../src/features/video-escalation/model.ts'
import { currentFormat, upgraded } from '../../src/formats/index.ts'

type Row = { readonly feature: string; readonly kind: 'state' | 'event' | 'effect'; readonly data: unknown }

/** What the last version of format 1 stored while it played stories of all features: every phase, event and effect that occurred. */
const recorded = readFileSync(new URL('format-1.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): Row => JSON.parse(line))

const models: Readonly<
  Record<string, Pick<typeof video | typeof transfer | typeof streams, 'state' | 'event' | 'effect'>>
> = {
  'video-escalation': video,
  'conversation-transfer': transfer,
  'media-streams': streams,
}

const read = ({ feature, kind, data }: Row) => models[feature]?.[kind].parse(upgraded(kind, data, undefined, feature))

/** How many values a piece of data holds: an upgrade that forgets a field loses some, because schemas drop what they do not know. */
const valuesIn = (data: unknown): number =>
  typeof data === 'object' && data !== null
    ? Object.values(data).reduce<number>((sum, each) => sum + valuesIn(each), 0)
    : 1

describe('data of format 1', () => {
  it.each(recorded.map((row, n) => [n + 1, row.feature, row.kind, row] as const))(
    'row %i (%s, %s) is read, and loses no value',
    (_n, _feature, _kind, row) => {
      expect(valuesIn(read(row))).toBeGreaterThanOrEqual(valuesIn(row.data))
    },
  )

  it('was recorded of every feature and kind', () => {
    const found = new Set(recorded.map(({ feature, kind }) => `${feature} ${kind}`))
    expect(found.size).toBe(9)
  })

  it('keeps fields that hold others’ names as keys', () => {
    const seats = { desks: 'device-1', people: 'device-2' }
    const state = {
      desks: [],
      closed: [],
      strangers: [],
      asked: [],
      endTypedAt: 0,
      revision: 0,
      video: { phase: 'open', seats },
    }
    expect(upgraded('state', state, 1, 'video-escalation')).toMatchObject({ assignments: [], video: { seats } })
  })
})

describe('data of this version’s format', () => {
  it('stays as it is', () => {
    const data = { type: 'desk.opened', desk: 1 }
    expect(upgraded('event', data, currentFormat)).toBe(data)
  })
})

describe('data of a newer format', () => {
  it('is refused: the work waits for a process that can read it', () => {
    expect(() => upgraded('state', {}, currentFormat + 1)).toThrow(StoreTrouble)
    expect(() => upgraded('state', {}, currentFormat + 1)).toThrow(
      `format ${currentFormat + 1}, and this version reads formats up to ${currentFormat}`,
    )
  })
})
