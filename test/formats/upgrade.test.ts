import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { StoreTrouble } from '../../src/core/errors.ts'
import { facts } from '../../src/core/facts.ts'
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
  isCommand(data)
    ? 0
    : typeof data === 'object' && data !== null
      ? Object.values(data).reduce<number>((sum, each) => sum + valuesIn(each), 0)
      : 1

/** A command's word and argument have become one type: see below. */
const isCommand = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'type' in data && data.type === 'command.given'

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

describe('a command of format 1', () => {
  const target = { kind: 'worker', sid: 'WK2', name: 'Ben', isAvailable: true }
  const people = [{ participantSid: 'UT1', kind: 'agent', workerSid: 'WK1' }]
  it.each([
    [{ command: 'video', argument: '' }, { type: 'video.start' }],
    [
      { command: 'video', argument: '', record: true },
      { type: 'video.start', record: true },
    ],
    [
      { command: 'video', argument: 'end', because: 'stuck' },
      { type: 'video.end', reason: 'stuck' },
    ],
    [{ command: 'video', argument: 'new' }, { type: 'video.renew' }],
    [
      { command: 'video', argument: 'record' },
      { type: 'video.record', on: true },
    ],
    [
      { command: 'video', argument: 'record', isOn: false },
      { type: 'video.record', on: false },
    ],
    [
      { command: 'video', argument: 'constructor' },
      { type: 'video.unknown', word: 'constructor' },
    ],
    [{ command: 'transfer', argument: 'Cancel' }, { type: 'transfer.cancel' }],
    [
      { command: 'transfer', argument: 'warm Ada -- Hi' },
      { type: 'transfer.find', mode: 'warm', name: 'Ada -- Hi' },
    ],
    [
      { command: 'transfer', argument: '', target, note: 'Hi', people },
      { type: 'transfer.start', target, mode: 'cold', note: 'Hi', workerSids: ['WK1'] },
    ],
    [
      { command: 'participants', argument: 'remove', people, participantSid: 'UT1' },
      { type: 'participant.remove', participantSid: 'UT1', participants: people },
    ],
    [
      { command: 'participants', argument: 'leave', people },
      { type: 'conversation.leave', participants: people },
    ],
  ])('%j becomes %j', (old, command) => {
    const rest = { type: 'command.given', id: 'IM1', key: 'CH1', at: 1, by: { identity: 'ada' }, override: true }
    const event = upgraded('event', { ...rest, ...old })
    expect(event).toEqual({ ...rest, command })
    expect(facts.commandGiven.parse(event)).toEqual(event)
  })

  it('keeps its type on the timeline', () => {
    const entry = {
      type: 'command.given',
      about: { command: 'video', argument: 'end', because: 'stuck', override: true },
    }
    expect(upgraded('entry', entry)).toEqual({
      type: 'command.given',
      about: { command: 'video.end', reason: 'stuck', override: true },
    })
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
