import { describe, expect, it } from 'vitest'
import { assignmentFrom, parseAttributes } from '../../src/twilio/assignment.ts'
import { conversationSid, sid } from '../support/an-assignment.ts'

const parts = {
  taskSid: sid('WT', 1),
  reservationSid: sid('WR', 1),
  workerSid: sid('WK', 1),
  taskAttributes: JSON.stringify({ conversationSid, channelType: 'web' }),
  workerAttributes: JSON.stringify({ contact_uri: 'client:agent_40example_2Ecom' }),
}
const withTask = (attributes: object, more: object = {}) =>
  assignmentFrom({ ...parts, taskAttributes: JSON.stringify(attributes), ...more })

describe('an accepted reservation', () => {
  it('names task, reservation, worker, chat identity and channel', () => {
    expect(assignmentFrom(parts)).toEqual({
      taskSid: parts.taskSid,
      reservationSid: parts.reservationSid,
      workerSid: parts.workerSid,
      identity: 'agent_40example_2Ecom',
      channel: 'web',
    })
  })

  it.each([
    ['{}', ''],
    ['not json', ''],
    ['[]', ''],
    ['{"contact_uri":7}', ''],
    ['{"contact_uri":"client:client:x"}', 'client:x'],
    ['{"contact_uri":"plain"}', 'plain'],
  ])('of a worker with the attributes %s has the chat identity "%s"', (workerAttributes, identity) => {
    expect(assignmentFrom({ ...parts, workerAttributes }).identity).toBe(identity)
  })

  it.each([
    ['no contact_uri', '{}'],
    ['a SIP phone', '{"contact_uri":"sip:ada@example.sip.twilio.com"}'],
    ['an empty one', '{"contact_uri":"client:"}'],
    ['attributes that are a list', '[1]'],
    ['prototype keys', '{"__proto__":{"contact_uri":"client:eve"},"constructor":{"contact_uri":"client:eve"}}'],
  ])('of a worker with %s has the chat identity that Flex makes of the worker’s name', (_, workerAttributes) => {
    const assignment = assignmentFrom({ ...parts, workerAttributes, workerName: 'ada@例.com' })
    expect(assignment.identity).toBe('ada_40_E4_BE_8B_2Ecom')
  })

  it('knows a web customer by their identity, and nobody by a phone number', () => {
    expect(withTask({ channelType: 'web', customerAddress: 'cleo' }).customerIdentity).toBe('cleo')
    expect(withTask({ channelType: 'sms', customerAddress: '+15558675310' })).not.toHaveProperty('customerIdentity')
  })

  it('gives no agent the identity of its customer', () => {
    const attributes = JSON.stringify({ conversationSid, channelType: 'web', customerAddress: 'cleo' })
    const assignment = assignmentFrom({
      ...parts,
      taskAttributes: attributes,
      workerAttributes: '{}',
      workerName: 'cleo',
    })
    expect(assignment.identity).toBe('')
  })

  it('has the channel of the task’s attributes, else of its task channel, else unknown', () => {
    expect(withTask({ channelType: 'WhatsApp' }, { taskChannel: 'chat' }).channel).toBe('whatsapp')
    expect(withTask({}, { taskChannel: 'SMS' }).channel).toBe('sms')
    expect(withTask({ channelType: 7 }).channel).toBe('unknown')
  })

  it('has the task’s locale, else its language, and neither when that is no text of 1 to 35 characters', () => {
    expect(withTask({ locale: 'pt-BR', language: 'en' }).locale).toBe('pt-BR')
    expect(withTask({ language: 'de' }).locale).toBe('de')
    for (const odd of [{}, { locale: 7 }, { locale: 'x'.repeat(36) }, { locale: '' }])
      expect(withTask(odd)).not.toHaveProperty('locale')
  })

  it('keeps the task as seen when that has a version and is small, not with 5,000 characters', () => {
    const seen = { version: '3', attributes: parts.taskAttributes }
    expect(assignmentFrom({ ...parts, taskVersion: '3' }).known).toEqual(seen)
    expect(assignmentFrom(parts)).not.toHaveProperty('known')
    expect(withTask({ note: 'x'.repeat(5_000) }, { taskVersion: '3' })).not.toHaveProperty('known')
  })
})

describe('the attributes of a task', () => {
  it('lead to the conversation that they name', () => {
    expect(parseAttributes(parts.taskAttributes).conversationSid).toBe(conversationSid)
  })

  it.each(['', 'not json', 'null', '[]', '7', '{"conversationSid":"CH1"}', '{"conversationSid":{"a":1}}'])(
    'lead to no conversation, and throw nothing: %j',
    (text) => {
      expect(parseAttributes(text).conversationSid).toBeUndefined()
    },
  )
})
