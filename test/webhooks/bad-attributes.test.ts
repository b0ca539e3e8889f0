import { describe, expect, it } from 'vitest'
import { taskrouterFacts } from '../../webhooks/twilio/taskrouter.ts'
import { conversationSid, sid } from '../support/an-assignment.ts'

const accepted = {
  EventType: 'reservation.accepted',
  Sid: sid('EV', 1),
  Timestamp: '1790000000',
  ResourceSid: sid('WR', 1),
  TaskSid: sid('WT', 1),
  ReservationSid: sid('WR', 1),
  WorkerSid: sid('WK', 1),
  WorkerName: 'ada',
  WorkerAttributes: '{"contact_uri":"client:ada"}',
}
const facts = (TaskAttributes: string) => taskrouterFacts({ ...accepted, TaskAttributes })
const ours = { conversationSid, channelType: 'web' }

describe('task attributes of others', () => {
  it.each([
    ['a list', `["${conversationSid}"]`],
    ['a text', `"${conversationSid}"`],
    ['nothing at all', ''],
    ['null', 'null'],
    ['invalid JSON', `{"conversationSid":"${conversationSid}"`],
    ['a conversation in the prototype', `{"__proto__":${JSON.stringify(ours)}}`],
    ['lists in lists, 32,000 deep', '['.repeat(32_000) + ']'.repeat(32_000)],
  ])('that are %s belong to no conversation', (_, text) => {
    expect(facts(text)).toEqual([])
  })

  it.each([
    ['4,096 bytes', JSON.stringify({ ...ours, big: '' }).length],
    ['64 KB', 0],
  ])('of %s are read', (name, own) => {
    const size = name === '64 KB' ? 64 * 1024 : 4_096 - own
    expect(facts(JSON.stringify({ ...ours, big: 'x'.repeat(size) }))).toMatchObject([{ key: conversationSid }])
  })

  it('with prototype keys are read for their own keys, and pollute nothing', () => {
    const text = JSON.stringify({ ...ours, constructor: { prototype: { isAdmin: true } } }).replace(
      '{',
      '{"__proto__":{"isAdmin":true,"channelType":"sms"},',
    )
    expect(facts(text)).toMatchObject([
      { type: 'assignment.opened', key: conversationSid, assignment: { channel: 'web' } },
    ])
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })
})
