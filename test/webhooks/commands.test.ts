import { describe, expect, it } from 'vitest'
import { aMessage, doors } from '../support/a-command.ts'
import { signedForm } from '../support/a-signed-form.ts'
import { anApp } from '../support/an-app.ts'
import { conversationSid, sid } from '../support/an-assignment.ts'

async function factsOf(changes: Readonly<Record<string, string>>) {
  const { app, accepted } = anApp()
  const answer = await app.request(doors.conversations, signedForm(doors.conversations, aMessage(changes)))
  expect(answer.status).toBe(204)
  return accepted
}

describe('a chat message that is a command', () => {
  it('becomes one fact: command, identity, conversation and time, under the message’s SID', async () => {
    expect(await factsOf({ Body: '/video' })).toEqual([
      {
        type: 'command.given',
        id: sid('IM', 3),
        key: conversationSid,
        at: Date.parse('2026-11-01T12:00:20.000Z'),
        command: { type: 'video.start' },
        by: { identity: 'agent_40example_2Ecom' },
        messageSid: sid('IM', 3),
      },
    ])
  })

  it.each([
    ['/video', { type: 'video.start' }],
    [' /VIDEO end ', { type: 'video.end' }],
    ['/video resend', { type: 'video.resend' }],
    ['/video new', { type: 'video.renew' }],
    ['/video  Revoke\n', { type: 'video.revoke' }],
    ['/video remove', { type: 'video.remove-customer' }],
    ['/video mute', { type: 'video.mute-customer' }],
    ['/video record', { type: 'video.record', on: true }],
    ['/video constructor', { type: 'video.unknown', word: 'constructor' }],
    ['/transfer', { type: 'transfer.find', mode: 'cold', name: '' }],
    ['／video', { type: 'video.start' }],
    ['／ｖｉｄｅｏ　ｅｎｄ', { type: 'video.end' }],
    ['\u2044video', { type: 'video.start' }],
    ['\u2215video', { type: 'video.start' }],
    ['\u29f8VIDEO\u00a0resend', { type: 'video.resend' }],
    ['\u2571video', { type: 'video.start' }],
    ['\u200b\ufeff\u00a0/video\u200b ', { type: 'video.start' }],
    ['/\u200bvideo', { type: 'video.start' }],
    ['\u202a／transfer　Ａda Lovelace\u202c', { type: 'transfer.find', mode: 'cold', name: 'Ａda Lovelace' }],
    ['/transfer\u00a0warm Ada', { type: 'transfer.find', mode: 'warm', name: 'Ada' }],
    ['/transfer Cancel', { type: 'transfer.cancel' }],
    [
      '/transfer Ada -- Wants ½ back\n① soon ',
      { type: 'transfer.find', mode: 'cold', name: 'Ada -- Wants ½ back\n① soon' },
    ],
    ['/transfer Support — EU — Be quick', { type: 'transfer.find', mode: 'cold', name: 'Support — EU — Be quick' }],
    ['/transfer -- to nobody', { type: 'transfer.find', mode: 'cold', name: '-- to nobody' }],
  ])('%j is %j', async (Body, command) => {
    expect((await factsOf({ Body })).map((fact) => 'command' in fact && fact.command)).toEqual([command])
  })

  it.each([
    'let us use /video',
    '/video please end it',
    'video',
    '/ video',
    '//video',
    '/video!',
    '/vidéo',
    '/participants leave',
    '/weather',
    'https://example.com/video',
    '',
    '\u2060/video',
    '\u2060／video',
    '／／video',
    '＼video',
    '/transferring you now',
    '/transfer\nnow',
    '/transfer now\nor later -- please',
    `/transfer ${'a'.repeat(121)} -- so long a name is none`,
  ])('%j is no command', async (Body) => {
    expect(await factsOf({ Body })).toEqual([])
  })

  it.each([
    ['Japanese', 'あ'],
    ['emoji', '🫶'],
    ['nothing that is seen', '\u200b'],
    ['spaces', ' '],
  ])('32 KB of %s after a command, or before it, make it no command', async (_, character) => {
    const long = character.repeat((32 * 1024) / character.length)
    expect(await factsOf({ Body: `/video ${long}!` })).toEqual([])
    expect(await factsOf({ Body: `${long}!/video` })).toEqual([])
  })
})

it.each([1_001, 32_000])('a note of %i characters leaves a command with too long a note', async (n) => {
  const [fact] = await factsOf({ Body: `/transfer Ada -- ${'あ'.repeat(n)}` })
  expect(fact).toMatchObject({ command: { type: 'transfer.find', name: expect.stringMatching(/^Ada -- あ{1001}/) } })
  expect(JSON.stringify(fact).length).toBeLessThan(2_500)
})

describe('only a signed-in chat client can command', () => {
  it.each([
    ['a customer by SMS', { Source: 'SMS', Author: '+15558675310', ClientIdentity: '' }],
    ['a customer by WhatsApp', { Source: 'WHATSAPP', Author: 'whatsapp:+15558675310', ClientIdentity: '' }],
    ['REST API clients, under an agent’s name', { Source: 'API', ClientIdentity: '' }],
    ['an SMS that claims a client identity', { Source: 'SMS' }],
    ['an API message that claims a client identity', { Source: 'API' }],
    ['a signed-in client without identity', { ClientIdentity: '' }],
  ])('%s cannot', async (_, changes) => {
    expect(await factsOf(changes)).toEqual([])
  })

  it('the identity is that of the sign-in, not the author of the message', async () => {
    const facts = await factsOf({ Author: 'agent_40example_2Ecom', ClientIdentity: 'a-customer' })
    expect(facts).toMatchObject([{ by: { identity: 'a-customer' } }])
  })
})

describe('the end of a conversation', () => {
  it('is a fact when it is closed, and not when it becomes inactive', async () => {
    const state = (StateTo: string) =>
      factsOf({ EventType: 'onConversationStateUpdated', StateTo, StateUpdated: '2026-11-01T12:30:00.000Z' })
    expect(await state('closed')).toMatchObject([{ type: 'conversation.closed', key: conversationSid }])
    expect(await state('inactive')).toEqual([])
  })

  it('is a fact when it is removed', async () => {
    const removed = { EventType: 'onConversationRemoved', DateRemoved: '2026-11-01T12:30:00.000Z' }
    expect(await factsOf(removed)).toMatchObject([{ type: 'conversation.closed' }])
  })
})
