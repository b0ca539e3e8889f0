import { beforeAll, describe, expect, it } from 'vitest'
import type { CallCentre } from '../support/a-call-centre.ts'
import { requests } from '../support/a-case.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})

const asked = async (after: number) => {
  const journal = await centre.journal(after)
  return [...requests(journal, 'GET', /./), ...requests(journal, 'POST', /./), ...requests(journal, 'DELETE', /./)]
}

describe.each(['sms', 'whatsapp'] as const)('over %s', (channel) => {
  it('the customer gets one invite, and the command stays in the chat', async () => {
    const chat = await centre.chat({ channel })
    const after = await centre.last()
    const { link } = await chat.invited()
    await centre.settled()
    expect((await fetch(link)).status).toBe(200)
    expect(await chat.invites()).toHaveLength(1)
    expect(await chat.messages()).toMatchObject([{ body: '/video' }, { body: expect.stringContaining(link) }])
    expect(requests(await centre.journal(after), 'DELETE', /./)).toEqual([])
  })

  it('a customer who writes /video gets no video, and no request goes to Twilio', async () => {
    const chat = await centre.chat({ channel })
    const after = await centre.last()
    await centre.sim.say(chat.conversationSid, 'customer', '/video')
    await centre.settled()
    expect(await asked(after)).toEqual([])
    expect(await chat.rooms()).toEqual([])
    expect(await chat.messages()).toHaveLength(1)
  })
})

describe('on the web', () => {
  it('a customer who types commands three times gets no video, and no request goes to Twilio', async () => {
    const chat = await centre.chat()
    const after = await centre.last()
    for (const typed of ['/video', '/video', '/video end'])
      await centre.sim.say(chat.conversationSid, 'customer', typed)
    await centre.settled()
    expect(await asked(after)).toEqual([])
    expect(await chat.rooms()).toEqual([])
    expect(await chat.messages()).toHaveLength(3)
    expect((await chat.task()).escalate).toBeUndefined()
  })

  it('a customer who types /video end ends nothing', async () => {
    const chat = await centre.chat()
    await chat.invited()
    await centre.sim.say(chat.conversationSid, 'customer', '/video end')
    await centre.settled()
    expect((await chat.task()).escalate).toMatchObject({ video: { state: 'invited' } })
    expect(await chat.rooms()).toMatchObject([{ status: 'in-progress' }])
  })

  it('a message sent over the API under the agent’s name is no command', async () => {
    const chat = await centre.chat()
    const as = { api: true, author: 'agent-1_40example_2Ecom' }
    await centre.sim.call('POST', `/conversations/${chat.conversationSid}/messages`, {
      as,
      body: '/video',
      webhooks: true,
    })
    await centre.settled()
    expect(await chat.rooms()).toEqual([])
  })

  it('a message that only mentions /video is no command', async () => {
    const chat = await centre.chat()
    const after = await centre.last()
    await chat.types('type /video if you like')
    await chat.types('/video please and thank you')
    await centre.settled()
    expect(await asked(after)).toEqual([])
    expect(await chat.messages()).toHaveLength(2)
  })

  it('an agent whose acceptance no webhook reported can command', async () => {
    await centre.sim.webhookFault({ kind: 'drop', event: '^reservation\\.' })
    const chat = await centre.chat({}, false)
    await chat.invited()
    await centre.sim.noWebhookFaults()
    await centre.settled()
    expect(await chat.rooms()).toHaveLength(1)
    expect(await chat.invites()).toHaveLength(1)
  })
})

it.each([
  ['de', 'Ihre Ansprechperson'],
  ['pt-BR', 'Seu atendente'],
  ['tlh', 'Your agent'],
])('a customer with the locale %s gets an invite with "%s"', async (locale, words) => {
  const chat = await centre.chat({ attributes: { locale } })
  await chat.invited()
  expect((await chat.invites())[0]?.body).toContain(words)
})
