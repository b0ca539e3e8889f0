import { describe, expect, it } from 'vitest'
import { createFeatures } from '../../src/features/index.ts'
import { aMessage, doors } from '../support/a-command.ts'
import { signedForm } from '../support/a-signed-form.ts'
import { aTwilio } from '../support/a-twilio.ts'
import { anApp } from '../support/an-app.ts'
import { conversationSid, sid } from '../support/an-assignment.ts'
import { aConfig } from '../support/an-environment.ts'

const readersWith = (VIDEO_REQUESTS: string) =>
  createFeatures(aConfig({ VIDEO_REQUESTS }), aTwilio(), async () => {}).flatMap(({ reader }) => reader ?? [])

async function factsOf(changes: Readonly<Record<string, string>>, setting = 'on') {
  const { app, accepted } = anApp({ messageReaders: readersWith(setting) })
  const answer = await app.request(doors.conversations, signedForm(doors.conversations, aMessage(changes)))
  expect(answer.status).toBe(204)
  return accepted
}

const Body = 'Can we do a video call, please? My number is +15551234567'
const fact = {
  type: 'video-request.received',
  id: sid('IM', 3),
  key: conversationSid,
  at: Date.parse('2026-11-01T12:00:20.000Z'),
  role: 'customer',
}

describe('a chat message that asks for video', () => {
  it('becomes one fact without its text, with the identity that Twilio vouches for', async () => {
    expect(await factsOf({ Body, ClientIdentity: 'customer' })).toEqual([{ ...fact, identity: 'customer' }])
  })

  it.each(['SMS', 'WhatsApp'])('over %s has no identity, and no phone number', async (Source) => {
    expect(await factsOf({ Body, Source, Author: '+15551234567', ClientIdentity: '' })).toEqual([fact])
  })

  it.each(['API', 'Unknown', ''])('is no fact from the source %j, where bots and flows write', async (Source) => {
    expect(await factsOf({ Body, Source })).toEqual([])
  })

  it('is no fact while the feature is off, or when its own phrases are others', async () => {
    expect(await factsOf({ Body }, 'off')).toEqual([])
    expect(await factsOf({ Body }, 'camera on')).toEqual([])
    expect(await factsOf({ Body: 'Camera on!' }, 'camera on')).toHaveLength(1)
  })
})

it.each(['Hello', '/video call please', '／video', 'The video does not play'])(
  '%j makes no such fact',
  async (text) => {
    expect((await factsOf({ Body: text })).filter(({ type }) => type === 'video-request.received')).toEqual([])
  },
)
