import { describe, expect, it } from 'vitest'
import { decideWith } from '../../../src/features/conversation-transfer/decide.ts'
import { findTarget } from '../../../src/features/conversation-transfer/find-target.ts'
import { type Event, type EventOf, initial } from '../../../src/features/conversation-transfer/model.ts'
import { longestNote } from '../../../src/features/conversation-transfer/note.ts'
import { readings } from '../../../src/features/conversation-transfer/readings.ts'
import { asked, ben, change, settings, typed } from './story.ts'

const decide = decideWith(settings)
const named = (name: string) => ({ name, alsoCalled: [name] })
const all = ['Ada', 'Ada Lovelace', 'Ben', 'Support', 'Support – EU', 'R&D -- Labs', 'Jean-Luc Picard'].map(named)
const meant = (typed: string) => findTarget(readings(typed), all)

describe('a typed name with a note', () => {
  it.each([
    ['ben -- Wants ½ back', 'Ben', 'Wants ½ back'],
    ['jean-luc -- a - b', 'Jean-Luc Picard', 'a - b'],
    ['ben — long dash of a phone', 'Ben', 'long dash of a phone'],
    ['ben – dash of a word processor', 'Ben', 'dash of a word processor'],
    ['ben ―― full width', 'Ben', 'full width'],
    ['ben　－－　日本語', 'Ben', '日本語'],
    ['ben -- one -- two — three', 'Ben', 'one -- two — three'],
    ['ben -- first line\nsecond line', 'Ben', 'first line\nsecond line'],
    ['support -- EU', 'Support', 'EU'],
    ['support – EU', 'Support – EU', undefined],
    ['support – eu -- urgent', 'Support – EU', 'urgent'],
    ['r&d -- labs -- urgent', 'R&D -- Labs', 'urgent'],
    ['r&d -- la', 'R&D -- Labs', undefined],
    ['ben --', 'Ben', undefined],
  ])('%j is for %s, with the note %j', (typed, name, note) => {
    expect(meant(typed)).toEqual({ target: named(name), ...(note && { note }) })
  })

  it('has no note where the dash is one hyphen, or is part of a word', () => {
    for (const typed of ['ben - note', 'ben--note', 'ben —note']) expect(meant(typed)).toHaveProperty('refused')
  })

  it('without a match is refused with the name alone, whatever the note says', () => {
    expect(meant('dora -- card 4711')).toEqual({
      refused: { code: 'unknown-target', message: 'No agent or queue matches “dora”.', found: [] },
    })
    expect(meant('-- card 4711')).toMatchObject({ refused: { message: expect.stringMatching(/^Add a name/) } })
  })
})

describe('a note', () => {
  const target = { kind: 'worker', sid: ben.sid, name: 'Ben', isAvailable: true } as const
  const asks = (note: string): Event => ({
    ...(asked() as EventOf<'command.given'>), // it is one
    command: { type: 'transfer.start', target, mode: 'cold', note, workerSids: [] },
  })

  it('goes along with the invite, typed or over the API', () => {
    expect(decide(initial, asks('n'.repeat(longestNote))).effects).toMatchObject([
      { type: 'invite.create', note: 'n'.repeat(longestNote) },
      {},
    ])
    const looking = decide(initial, typed('warm', 'Ben -- Hi'))
    expect(looking.effects).toMatchObject([{ type: 'target.find', name: 'Ben -- Hi' }, { type: 'command.remove' }])
    const found = decide(looking.state, change('target.found', { workerSids: [], target, note: 'Hi' }))
    expect(found.effects).toMatchObject([{ type: 'invite.create', mode: 'warm', note: 'Hi' }, {}])
  })

  it.each([
    ['longer than a thousand characters', 'n'.repeat(longestNote + 1), 'note-too-long'],
    ['with markup', 'a <b>', 'note-markup'],
  ])('%s is refused, and no invite is made', (_, note, code) => {
    expect(decide(initial, asks(note))).toMatchObject({ effects: [], refusal: { code } })
  })

  it('without a name is refused before a look-up of the target', () => {
    expect(decide(initial, typed('cold', '-- Hi'))).toMatchObject({ refusal: { code: 'unknown-target' } })
  })
})
