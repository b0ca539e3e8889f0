import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { inviteAttributes, whyTooLong } from '../../../src/features/conversation-transfer/attributes.ts'
import { findTarget } from '../../../src/features/conversation-transfer/find-target.ts'
import { noticeText } from '../../../src/features/conversation-transfer/texts.ts'
import { sid } from '../../support/an-assignment.ts'

const invited = {
  transferId: 'tr-1',
  attempt: 1,
  mode: 'cold',
  target: { kind: 'queue', sid: sid('WQ', 1), name: 'Support' },
  fromName: 'Ada',
  fromTaskSid: sid('WT', 1),
  copiedTaskSid: sid('WT', 1),
  workerSids: [sid('WK', 1)],
} as const
const text = (before: string, skipped: readonly string[] = []) => inviteAttributes(before, invited, skipped)
const made = (before: object, skipped: readonly string[] = []) =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(text(JSON.stringify(before), skipped)))
const transfer = { id: 'tr-1', state: 'incoming', mode: 'cold', from: 'Ada', invite: 'tr-1-i1' }

describe('the attributes of an invite', () => {
  it('are those of the previous task, but inbound, without skipped ones and flexChannelInviteSid', () => {
    const before = { plan: 'gold', secret: 'x', direction: 'outbound', flexChannelInviteSid: sid('KG', 1) }
    const after = made(before, ['secret'])
    expect(after).toMatchObject({ plan: 'gold', direction: 'inbound' })
    expect(Object.keys(after)).not.toContain('secret')
    expect(Object.keys(after)).not.toContain('flexChannelInviteSid')
  })

  it('have the target and the workers in the conversation', () => {
    expect(made({})).toMatchObject({
      transferTargetType: 'queue',
      transferTargetSid: sid('WQ', 1),
      transferQueueName: 'Support',
      workerSidsInConversation: [sid('WK', 1)],
    })
  })

  it('keep the conversation_id, and have the first task’s SID where there is none', () => {
    expect(made({ conversations: { conversation_id: 'KD1', media: [1] } })).toMatchObject({
      conversations: { conversation_id: 'KD1', media: [1] },
    })
    expect(made({})).toMatchObject({ conversations: { conversation_id: sid('WT', 1) } })
  })

  it('keep the video of the previous task and nothing else of ours: no refusal, no older transfer, no revision', () => {
    const ours = { video: { id: 'esc-1' }, refused: { code: 'x' }, transfer: { id: 'tr-0' }, revision: 9 }
    expect(made({ escalate: { ...ours, taskSid: sid('WT', 1) } })['escalate']).toEqual({
      video: { id: 'esc-1' },
      transfer,
    })
  })

  it.each([undefined, sid('WT', 7)])('keep no video of task %s', (taskSid) => {
    expect(made({ escalate: { video: { id: 'esc-1' }, taskSid } })['escalate']).toEqual({ transfer })
  })

  it('keep the text of others to the byte: numbers, escapes, spacing, repeated keys', () => {
    const others = ' "id" : 24601234567890123456, "big":1e400 , "name":"\\u00e9\\/", "twice": 1.0,"twice":-0 '
    const conversations = '{ "outcome" : 1.0 , "x":9007199254740993 }'
    const after = text(`{ "secret" : {"a":[1,"}"]},${others}, "conversations": ${conversations}}`, ['secret'])
    expect(after.startsWith(`{${others},`)).toBe(true)
    expect(after).toContain(`"conversations": ${conversations.slice(0, -1)},"conversation_id":"${sid('WT', 1)}"}`)
    expect(after).not.toContain('secret')
  })

  it.each(['', 'no json', '[]', '7'])('are made also where the task has %j for attributes', (before) => {
    expect(JSON.parse(text(before))).toMatchObject({ direction: 'inbound' })
  })

  it('leave the video out where it does not fit', () => {
    const escalate = { video: { id: 'esc-1', reason: 'x'.repeat(300) }, taskSid: sid('WT', 1) }
    const after = text(JSON.stringify({ plan: 'x'.repeat(3_450), escalate }))
    expect(JSON.parse(after)).toMatchObject({ escalate: { transfer } })
    expect(after).not.toContain('esc-1')
    expect(whyTooLong(after, {})).toBeUndefined()
  })

  it('that are too long for TaskRouter are refused with their length', () => {
    const after = text(JSON.stringify({ plan: 'x'.repeat(4_000) }))
    expect(whyTooLong(after, {})).toContain(`${after.length} characters`)
    expect(whyTooLong(after, { note: 'She has a cat' })).toContain('A shorter note')
  })
})

const named = (name: string, ...alsoCalled: string[]) => ({ name, alsoCalled: [name, ...alsoCalled] })

describe('a typed name', () => {
  const all = [named('Ada Lovelace', 'ada@example.com'), named('Ada'), named('Support EU'), named('Support US')]

  it.each([
    ['ada', 'Ada'],
    ['ADA  LOVELACE', 'Ada Lovelace'],
    ['ada@example.com', 'Ada Lovelace'],
    ['support e', 'Support EU'],
  ])('%s means %s', (typed, name) => {
    expect(findTarget([{ name: typed }], all)).toMatchObject({ target: { name } })
  })

  it('that two targets begin with is refused, with both names', () => {
    expect(findTarget([{ name: 'support' }], all)).toMatchObject({
      refused: { code: 'ambiguous-target', found: ['Support EU', 'Support US'] },
    })
  })

  it('from the middle of a name is refused, with that name', () => {
    expect(findTarget([{ name: 'love' }], all)).toMatchObject({
      refused: { code: 'unknown-target', found: ['Ada Lovelace'] },
    })
  })
})

describe('the customer’s text about a transfer', () => {
  it.each(['en', 'de', 'es', 'fr', 'ja', 'pt-BR'])('exists in %s, with and without a name', (locale) => {
    const spoken = { locale, fallback: 'en' }
    const said = [
      noticeText('joined', 'Ben', spoken),
      noticeText('joined', undefined, spoken),
      noticeText('nobody', undefined, spoken),
    ]
    expect(new Set(said).size).toBe(3)
    expect(said[0]).toContain('Ben')
    for (const each of said) expect(each).not.toContain('{')
    if (locale !== 'en') expect(said).not.toContain(noticeText('nobody', undefined, { locale: 'en', fallback: 'en' }))
  })
})
