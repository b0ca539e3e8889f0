import { describe, expect, it } from 'vitest'
import { inviteAttributes } from '../../../src/features/conversation-transfer/attributes.ts'
import { findTarget } from '../../../src/features/conversation-transfer/find-target.ts'
import { noticeText } from '../../../src/features/conversation-transfer/texts.ts'
import { sid } from '../../support/a-desk.ts'

const invited = {
  transferId: 'tr-1',
  attempt: 1,
  mode: 'cold',
  target: { kind: 'queue', sid: sid('WQ', 1), name: 'Support' },
  fromName: 'Ada',
  fromTaskSid: sid('WT', 1),
  workerSids: [sid('WK', 1)],
} as const
const made = (before: object, skipped: readonly string[] = []) =>
  inviteAttributes(JSON.stringify(before), invited, skipped)

describe('the attributes of an invite', () => {
  it('are those of the task before, but inbound, without skipped ones and flexChannelInviteSid', () => {
    const before = { plan: 'gold', secret: 'x', direction: 'outbound', flexChannelInviteSid: sid('KG', 1) }
    const after = made(before, ['secret'])
    expect(after).toMatchObject({ plan: 'gold', direction: 'inbound' })
    expect(Object.keys(after)).not.toContain('secret')
    expect(Object.keys(after)).not.toContain('flexChannelInviteSid')
  })

  it('name the target and the workers in the conversation', () => {
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

  it('keep the video and nothing else of ours: no refusal, no older transfer, no revision', () => {
    const escalate = { video: { id: 'esc-1' }, refused: { code: 'x' }, transfer: { id: 'tr-0' }, revision: 9 }
    expect(made({ escalate })['escalate']).toEqual({
      video: { id: 'esc-1' },
      transfer: { id: 'tr-1', state: 'incoming', mode: 'cold', from: 'Ada', invite: 'tr-1-i1' },
    })
  })

  it.each(['', 'no json', '[]', '7'])('are made also where the task has %j for attributes', (text) => {
    expect(inviteAttributes(text, invited, [])).toMatchObject({ direction: 'inbound' })
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
    expect(findTarget(typed, all)).toMatchObject({ target: { name } })
  })

  it('that two targets begin with is refused, with both names', () => {
    expect(findTarget('support', all)).toMatchObject({
      refused: { code: 'ambiguous-target', found: ['Support EU', 'Support US'] },
    })
  })

  it('that is the middle of a name is refused, with that name', () => {
    expect(findTarget('love', all)).toMatchObject({ refused: { code: 'unknown-target', found: ['Ada Lovelace'] } })
  })
})

describe('what a customer reads of a transfer', () => {
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
