import { createHash, randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packed, unpacked } from '../../src/engine/entry-text.ts'
import { wordsOfFormat1 } from '../../src/engine/entry-words/format-1.ts'
import { wordsOfFormat2 } from '../../src/engine/entry-words/format-2.ts'
import type { TimelineEntry } from '../../src/engine/timeline.ts'
import { anEntry } from '../support/a-redis.ts'

const sid = (letters: string) => `${letters}${randomBytes(16).toString('hex')}`

/** As the middle of a video's timeline, with ids as long and as random as Twilio's. */
function aVideosEntry(): TimelineEntry {
  const key = sid('CH')
  const effect = `video-escalation-${key}-6-0`
  const before = {
    id: `esc-${key.slice(2)}-mwqos1qe`,
    state: 'requested',
    taskSid: sid('WT'),
    workerSid: sid('WK'),
    roomSid: sid('RM'),
    startedAt: 1_795_282_384_838,
    assignments: 1,
    isAgentHere: false,
    isCustomerHere: false,
    isRecording: false,
    usedSeconds: 0,
    soloSeconds: 0,
    idleSeconds: 0,
    lateSeconds: 0,
  }
  return {
    ...{ feature: 'video-escalation', key, version: 6, type: 'invite.posted', id: effect, at: 1_795_282_387_028 },
    ...{ received: 1_795_282_387_029, actor: 'outcome', trace: sid('IM'), cause: effect },
    about: { escalationId: before.id },
    effects: [{ id: `video-escalation-${key}-7-0`, type: 'task.annotate' }],
    before,
    after: { ...before, state: 'invited' },
  }
}

// An entry keeps a list of field names (timeline.ts), and zod removes this one from any record.
const names = fc.string().filter((name) => name !== '__proto__')

describe('a timeline entry in Redis', () => {
  it('is read back as it was written', () => {
    const entry = aVideosEntry()
    expect(unpacked(entry, packed(entry, entry))).toEqual(entry)
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer(), fc.dictionary(names, fc.string()), (...any) => {
        const [key, id, at, about] = any
        const odd = anEntry({ key, id, at, about: JSON.parse(JSON.stringify(about)) })
        expect(unpacked(odd, packed(odd, odd))).toEqual(odd)
      }),
    )
  })

  it('is on average under a fifth of its JSON, and under 230 bytes', () => {
    const entries = Array.from({ length: 50 }, aVideosEntry)
    const sum = (each: (entry: TimelineEntry) => number) => entries.reduce((all, entry) => all + each(entry), 0)
    const bytes = sum((entry) => packed(entry, entry).length)
    expect(bytes / sum((entry) => JSON.stringify(entry).length)).toBeLessThan(1 / 5)
    expect(bytes / entries.length).toBeLessThan(230)
  })

  it.each([
    ['1', wordsOfFormat1, 'f212a8e9df5ad438'],
    ['2', wordsOfFormat2, 'c8da66f7abddf420'],
  ])('uses the words of format %s, which never change', (_, words, digest) => {
    expect(createHash('sha256').update(words).digest('hex').slice(0, 16)).toBe(digest)
  })

  it('of format 1 is read, in the words of this version', () => {
    const record = { feature: 'video-escalation', key: 'CH1' }
    const name = '"video-escalation","key":"CH1","id":"video-escalation-CH1-'
    const dictionary = Buffer.concat([Buffer.from(wordsOfFormat1), Buffer.from(name)])
    const old = {
      ...anEntry({ ...record, type: 'desk.opened', after: { id: 'esc-1', state: 'live', desks: 2 } }),
      effects: [{ id: 'e1', type: 'desks.find' }],
    }
    const text = deflateRawSync(JSON.stringify(old), { windowBits: 13, memLevel: 6, level: 9, dictionary })
    expect(unpacked(record, Buffer.concat([Buffer.of(0), text]))).toMatchObject({
      type: 'assignment.opened',
      effects: [{ type: 'assignments.find' }],
      after: { id: 'esc-1', state: 'live', assignments: 2 },
    })
  })

  it('is refused when it names an unknown dictionary, or is empty', () => {
    const bytes = packed({ feature: 'video', key: 'CH1' }, anEntry())
    bytes[0] = 9
    expect(() => unpacked({ feature: 'video', key: 'CH1' }, bytes)).toThrow('newer version')
    expect(() => unpacked({ feature: 'video', key: 'CH1' }, Buffer.alloc(0))).toThrow('newer version')
  })
})
