import { describe, expect, it } from 'vitest'
import { deskFrom, parseAttributes } from '../../src/twilio/desk.ts'
import { conversationSid, sid } from '../support/a-desk.ts'

const parts = {
  taskSid: sid('WT', 1),
  reservationSid: sid('WR', 1),
  workerSid: sid('WK', 1),
  taskAttributes: JSON.stringify({ conversationSid, channelType: 'web' }),
  workerAttributes: JSON.stringify({ contact_uri: 'client:agent_40example_2Ecom' }),
}
const withTask = (attributes: object, more: object = {}) =>
  deskFrom({ ...parts, taskAttributes: JSON.stringify(attributes), ...more })

describe('an accepted reservation', () => {
  it('says who serves which task on which channel', () => {
    expect(deskFrom(parts)).toEqual({
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
    expect(deskFrom({ ...parts, workerAttributes }).identity).toBe(identity)
  })

  it('takes the channel from the task, else from its task channel, else does not know', () => {
    expect(withTask({ channelType: 'WhatsApp' }, { taskChannel: 'chat' }).channel).toBe('whatsapp')
    expect(withTask({}, { taskChannel: 'SMS' }).channel).toBe('sms')
    expect(withTask({ channelType: 7 }).channel).toBe('unknown')
  })

  it('takes the customer’s language from the task, and none that is no language', () => {
    expect(withTask({ locale: 'pt-BR', language: 'en' }).locale).toBe('pt-BR')
    expect(withTask({ language: 'de' }).locale).toBe('de')
    for (const odd of [{}, { locale: 7 }, { locale: 'x'.repeat(36) }, { locale: '' }])
      expect(withTask(odd)).not.toHaveProperty('locale')
  })

  it('keeps the task as seen where that is small and has a version, to spare a read later', () => {
    const seen = { version: '3', attributes: parts.taskAttributes }
    expect(deskFrom({ ...parts, taskVersion: '3' }).known).toEqual(seen)
    expect(deskFrom(parts)).not.toHaveProperty('known')
    expect(withTask({ note: 'x'.repeat(5_000) }, { taskVersion: '3' })).not.toHaveProperty('known')
  })
})

describe('other people’s attributes', () => {
  it('lead to the conversation where they name one', () => {
    expect(parseAttributes(parts.taskAttributes).conversationSid).toBe(conversationSid)
  })

  it.each(['', 'not json', 'null', '[]', '7', '{"conversationSid":"CH1"}', '{"conversationSid":{"a":1}}'])(
    'upset nobody: %j',
    (text) => {
      expect(parseAttributes(text).conversationSid).toBeUndefined()
    },
  )
})
