import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Permanent } from '../../src/core/errors.ts'
import { annotated, ourKey } from '../../src/twilio/annotated.ts'

const revised = (revision: number, parts: Readonly<Record<string, object | null>>) => ({
  taskSid: 'WT1',
  owner: 'video' as const,
  revision,
  parts,
})
const read = (text: string | undefined) => z.record(z.string(), z.unknown()).parse(JSON.parse(text ?? 'null'))

const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)))
const foreign = fc.dictionary(
  fc.string().filter((name) => name !== ourKey && name !== '__proto__'),
  json,
)
const parts = fc.dictionary(fc.constantFrom('video', 'refused'), fc.option(fc.record({ id: fc.string() })))

describe('writing on a task', () => {
  it('keeps what others wrote, whatever is there already', () => {
    fc.assert(
      fc.property(foreign, fc.option(json, { nil: undefined }), fc.nat(), parts, (others, ours, revision, news) => {
        const before = { ...others, ...(ours !== undefined && { [ourKey]: ours }) }
        const after = annotated(JSON.stringify(before), revised(revision, news))
        if (after === undefined) return
        const { [ourKey]: _, ...kept } = read(after)
        expect(kept).toEqual(others)
      }),
    )
  })

  it('lets the highest revision win, in whatever order the writes arrive', () => {
    fc.assert(
      fc.property(foreign, fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 1 }), (others, order) => {
        const last = order.reduce(
          (text, revision) => annotated(text, revised(revision, { video: { state: `at ${revision}` } })) ?? text,
          JSON.stringify(others),
        )
        const revision = Math.max(...order)
        expect(read(last)[ourKey]).toEqual({ video: { state: `at ${revision}` }, revision })
      }),
    )
  })

  it('makes no write over a later revision, and one over the same', () => {
    expect(annotated('{"escalate":{"revision":3}}', revised(2, { video: {} }))).toBeUndefined()
    expect(annotated('{"escalate":{"revision":3}}', revised(3, { video: {} }))).toBeDefined()
  })

  it('counts the revisions of each owner apart, and their sum', () => {
    const transfer = (revision: number, state: string) => ({
      taskSid: 'WT1',
      owner: 'transfer' as const,
      revision,
      parts: { transfer: { state } },
    })
    const video = annotated('{"escalate":{"video":{"id":"x"},"revision":7}}', transfer(1, 'ringing')) ?? ''
    expect(read(video)[ourKey]).toEqual({
      video: { id: 'x' },
      transfer: { state: 'ringing' },
      revision: 8,
      revisions: { video: 7, transfer: 1 },
    })
    expect(annotated(video, revised(6, { video: { id: 'y' } }))).toBeUndefined()
    expect(annotated(video, transfer(0, 'requested'))).toBeUndefined()
    const both = annotated(annotated(video, revised(8, { video: { id: 'y' } })) ?? '', transfer(2, 'accepted'))
    expect(read(both)[ourKey]).toMatchObject({ video: { id: 'y' }, transfer: { state: 'accepted' }, revision: 10 })
  })

  it('leads to the same text when the same write is made twice', () => {
    const once = annotated('{"name":"Ada"}', revised(1, { video: { id: 'x' } })) ?? ''
    expect(annotated(once, revised(1, { video: { id: 'x' } }))).toBe(once)
  })

  it('keeps our parts that it does not name', () => {
    const after = annotated('{"escalate":{"video":{"id":"x"},"revision":1}}', revised(2, { refused: { code: 'busy' } }))
    expect(read(after)[ourKey]).toEqual({ video: { id: 'x' }, refused: { code: 'busy' }, revision: 2 })
  })

  it('takes a part off with null, and our key with its last part', () => {
    const before = '{"name":"Ada","escalate":{"video":{"id":"x"},"refused":{"code":"busy"},"revision":1}}'
    const without = annotated(before, revised(2, { refused: null }))
    expect(read(without)).toEqual({ name: 'Ada', escalate: { video: { id: 'x' }, revision: 2 } })
    expect(read(annotated(without ?? '', revised(3, { video: null })))).toEqual({ name: 'Ada' })
  })

  it.each(['"text"', '7', 'null', '[1]'])('replaces %s in the place of our key', (ours) => {
    const after = annotated(`{"name":"Ada","escalate":${ours}}`, revised(1, { video: { id: 'x' } }))
    expect(read(after)).toEqual({ name: 'Ada', escalate: { video: { id: 'x' }, revision: 1 } })
  })

  it.each(['', 'not json', '[]', '"text"', '7', 'null', '{"cut":'])(
    'throws Permanent for attributes that are no JSON object: %j',
    (text) => {
      expect(() => annotated(text, revised(1, { video: {} }))).toThrow(Permanent)
    },
  )
})
