import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { objectText } from '../../src/core/json-text.ts'
import { annotated, ourKey, withdrawn } from '../../src/twilio/annotated.ts'
import type { Annotation } from '../../src/twilio/port.ts'
import { objectTexts } from '../support/json-texts.ts'

const taskSid = 'WT1'
const revised = (revision: number, parts: Annotation['parts'], owner: Annotation['owner'] = 'video'): Annotation => ({
  taskSid,
  owner,
  revision,
  parts,
})
/** The attributes to write; the test fails if there are none. */
const written = (text: string, annotation: Annotation) =>
  annotated(text, annotation).attributes ?? expect.fail('nothing is written')
const read = (text: string) => z.record(z.string(), z.unknown()).parse(JSON.parse(text))
const oursIn = (text: string) => read(text)[ourKey]
const othersIn = (text: string) => objectText(text)?.members.filter(({ name }) => name !== ourKey)

const ours = fc.constantFrom('{}', '7', '[1]', '{"taskSid":"WT1","video":{"id":"a"},"revision":1}')
const withOurs = fc
  .tuple(objectTexts, fc.option(ours))
  .map(([{ text }, said]) => (said ? text.replace('{', `{"escalate":${said},`) : text))
  .filter((text) => objectText(text) !== undefined)
const parts = fc.dictionary(fc.constantFrom('video', 'refused'), fc.option(fc.record({ id: fc.string() })))

describe('writing on a task', () => {
  it('keeps the text of others to the byte, whatever is there', () => {
    fc.assert(
      fc.property(withOurs, fc.nat(), parts, (before, revision, news) => {
        const { attributes } = annotated(before, revised(revision, news))
        if (attributes === undefined) return
        expect(othersIn(attributes)).toEqual(othersIn(before))
        const said = Object.entries(news).filter(([, value]) => value !== null)
        if (said.length > 0) expect(oursIn(attributes)).toMatchObject(Object.fromEntries(said))
      }),
      { numRuns: 1_000 },
    )
  })

  it('keeps one of our keys where there are several: the last one, which JSON parsers use', () => {
    const before = '{"escalate":{"a":1},"big":1e400,"\\u0065scalate":{"taskSid":"WT1","streams":{},"revision":1}}'
    const after = written(before, revised(2, { video: { id: 'x' } }))
    expect(objectText(after)?.members.map(({ name }) => name)).toEqual(['big', 'escalate'])
    expect(oursIn(after)).toMatchObject({ streams: {}, video: { id: 'x' } })
  })

  it('lets the highest revision win, in any order of the writes, and counts every write', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 1 }), (order) => {
        const texts: string[] = []
        for (const revision of order) {
          const news = revised(revision, { video: { state: `at ${revision}` } })
          const { attributes } = annotated(texts.at(-1) ?? '{}', news)
          if (attributes) texts.push(attributes)
        }
        const video = Math.max(...order)
        expect(oursIn(texts.at(-1) ?? '')).toEqual({
          video: { state: `at ${video}` },
          taskSid,
          revision: texts.length,
          revisions: { video },
        })
      }),
    )
  })

  it('makes no write over a later revision, and one over the same, which counts once', () => {
    const once = written('{"name":"Ada"}', revised(3, { video: { id: 'x' } }))
    expect(annotated(once, revised(2, { video: {} }))).toEqual({})
    expect(annotated(once, revised(3, { video: { id: 'x' } }))).toEqual({ attributes: once })
  })

  it('counts the revisions of each owner apart', () => {
    const video = written('{}', revised(7, { video: { id: 'x' } }))
    const both = written(video, revised(1, { transfer: { state: 'ringing' } }, 'transfer'))
    expect(oursIn(both)).toEqual({
      video: { id: 'x' },
      transfer: { state: 'ringing' },
      taskSid,
      revision: 2,
      revisions: { video: 7, transfer: 1 },
    })
    expect(annotated(both, revised(6, { video: { id: 'y' } }))).toEqual({})
    expect(annotated(both, revised(0, { transfer: {} }, 'transfer'))).toEqual({})
  })

  it('keeps our parts that it does not name', () => {
    const once = written('{}', revised(1, { video: { id: 'x' } }))
    expect(oursIn(written(once, revised(2, { refused: { code: 'busy' } })))).toMatchObject({
      video: { id: 'x' },
      refused: { code: 'busy' },
    })
  })

  it('removes a part with null, and our key with its last part: the text is as it was', () => {
    const before = '{ "name":"Ada" , "n": 1.0 }'
    const both = written(before, revised(1, { video: { id: 'x' }, refused: { code: 'busy' } }))
    const one = written(both, revised(2, { refused: null }))
    expect(oursIn(one)).toMatchObject({ video: { id: 'x' } })
    expect(oursIn(one)).not.toHaveProperty('refused')
    expect(written(one, revised(3, { video: null }))).toBe(before)
  })

  it.each(['"text"', '7', 'null', '[1]'])('replaces %s in the place of our key', (ours) => {
    const after = written(`{"name":"Ada","escalate":${ours}}`, revised(1, { video: { id: 'x' } }))
    expect(read(after)).toMatchObject({ name: 'Ada', escalate: { video: { id: 'x' }, revision: 1 } })
  })

  it.each(['', 'not json', '[]', '"text"', '7', 'null', '{"cut":'])(
    'is not done over attributes that are no JSON object: %j',
    (text) => {
      expect(annotated(text, revised(1, { video: {} }))).toEqual({ unwritten: 'no-object' })
    },
  )
})

describe('our key copied from another task', () => {
  const old = {
    video: { id: 'esc-old', state: 'ended' },
    transfer: { id: 'tr-old', state: 'incoming' },
    revision: 1e15,
  }
  const copied = (ours: object) => JSON.stringify({ name: 'Ada', escalate: ours })

  it.each([
    ['names the other task', { ...old, taskSid: 'WT0', revisions: { video: 9e15 } }],
    ['names no task', { ...old, revisions: { video: 9e15 } }],
  ])('is replaced by the first write, whatever its revision, when it %s', (_, ours) => {
    expect(oursIn(written(copied(ours), revised(1, { video: { id: 'x' } })))).toEqual({
      video: { id: 'x' },
      taskSid,
      revision: 1e15 + 1,
      revisions: { video: 1 },
    })
  })

  it('stays where an invite brought it: the note for the next agent', () => {
    const transfer = { id: 'tr-1', state: 'incoming', note: 'cat', invite: 'tr-1-i1' }
    const after = written(copied({ video: { id: 'esc-old' }, transfer }), revised(1, { refused: { code: 'busy' } }))
    expect(oursIn(after)).toMatchObject({ transfer, refused: { code: 'busy' } })
    expect(oursIn(after)).not.toHaveProperty('video')
  })
})

describe('attributes near TaskRouter’s limit', () => {
  const full = (free: number) => `{"x":"${'y'.repeat(4_096 - 8 - free)}"}`

  it('are written up to 4,096 characters, and not beyond', () => {
    const ours = ',"escalate":{"video":{"id":"x"},"taskSid":"WT1","revision":1,"revisions":{"video":1}}'.length
    expect(written(full(ours), revised(1, { video: { id: 'x' } }))).toHaveLength(4_096)
    expect(annotated(full(ours - 1), revised(1, { video: { id: 'x' } }))).toEqual({ unwritten: 'too-long' })
  })

  it('lose outdated parts when there is no room for the new ones', () => {
    const before = written(full(100), revised(1, { video: { id: 'x' } }))
    expect(annotated(before, revised(2, { video: { id: 'x', reason: 'z'.repeat(100) } }))).toEqual({
      unwritten: 'too-long',
      attributes: full(100),
    })
  })
})

describe('an invite that is withdrawn', () => {
  it('fits no target, with the text of others to the byte', () => {
    expect(withdrawn('{"n":1.0, "transferTargetType" : "worker"}')).toBe('{"n":1.0, "transferTargetType" : "none"}')
  })

  it.each(['[]', 'no json', '{"n":1.0}'])('is not written over %j, which no filter fits anyway', (text) => {
    expect(withdrawn(text)).toBeUndefined()
  })
})
