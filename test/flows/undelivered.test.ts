import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue } from '../../src/outbound/catalogue.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, requests } from '../support/a-case.ts'
import { aReceiver, secret } from '../support/a-receiver.ts'
import { asSms } from '../support/sms-segments.ts'

const template = `HX${'7'.repeat(32)}`
let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { WHATSAPP_TEMPLATE: template } })
})
afterAll(() => centre?.stop())

/** The fate of the next messages to this customer's phone: first the agent's typed command, then the invite. */
const trouble = (chat: Case, code: number, more: { times?: number; sparesTemplates?: boolean } = {}) =>
  centre.sim.call('POST', `/conversations/${chat.conversationSid}/delivery`, { code, times: 2, ...more })
const news = (chat: Case, messageSid: string, status: string, code = 0) =>
  centre.sim.call('POST', `/conversations/${chat.conversationSid}/messages/${messageSid}/receipt`, { status, code })
const notDelivered = async (chat: Case) => (await chat.task()).escalate?.video?.notDelivered
const saysWhy = (chat: Case, reason: string) =>
  until(`the task says ${reason}`, async () => (await notDelivered(chat))?.reason === reason)
const saysNothing = (chat: Case) =>
  until('the task says nothing of trouble', async () => (await notDelivered(chat)) === undefined)
const inviteSid = async (chat: Case, n = 0) => (await chat.invites())[n]?.sid ?? ''

async function asSupervisor() {
  const { sid } = await centre.hire(['supervisor'])
  const token = await centre.sim.flexToken(sid, { roles: ['supervisor'] })
  return (path: string, init: RequestInit = {}) =>
    fetch(`${centre.serverUrl}/api${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    })
}

describe('an invite by SMS that the carrier does not deliver', () => {
  it('is on the task, in the API, on the board, on the timeline and in an event, until a later "delivered"', async () => {
    const { url, received } = await aReceiver()
    const asks = await asSupervisor()
    const body = JSON.stringify({ url, secrets: [secret], events: ['escalation.undelivered'] })
    await asks('/webhooks/undelivered', { method: 'PUT', body })
    const chat = await centre.chat({ channel: 'sms' })
    await trouble(chat, 30006)
    const { id } = await chat.invited()
    await saysWhy(chat, 'landline')
    const said = { reason: 'landline', message: expect.stringContaining('mobile number') }
    expect(await notDelivered(chat)).toEqual(said)
    const view = async () => (await chat.call(`/escalations/${id}`)).json()
    expect(await view()).toMatchObject({ state: 'invited', notDelivered: { ...said, code: 30006 } })
    const timeline = await (await asks(`/supervisor/escalations/${id}/timeline`)).text()
    expect(timeline).toContain('"notDelivered":"landline","deliveryCode":30006')
    expect(await boardText(asks, id)).toContain('"notDelivered":"landline"')
    const [event] = await until('the event is there', async () => received.length > 0 && received)
    expect(z.union(catalogue).safeParse(event?.body).error).toBeUndefined()
    expect(event?.body).toMatchObject({ type: 'escalation.undelivered', data: { id, notDelivered: 'landline' } })

    await news(chat, await inviteSid(chat), 'delivered')
    await saysNothing(chat)
    expect(await view()).not.toHaveProperty('notDelivered')
    expect(await chat.rooms()).toMatchObject([{ status: 'in-progress' }])
  })

  it('is cleared by the next invite; receipts of the older invite and of other messages change nothing', async () => {
    const chat = await centre.chat({ channel: 'sms' })
    await trouble(chat, 30003)
    await chat.invited()
    await saysWhy(chat, 'unreachable')
    await chat.types('/video resend')
    await chat.link(2)
    await saysNothing(chat)
    await chat.types('one moment please')
    const messages = await chat.messages()
    await news(chat, await inviteSid(chat), 'undelivered', 30007)
    await news(chat, messages.at(-1)?.sid ?? '', 'undelivered', 30007)
    await centre.settled()
    expect(await notDelivered(chat)).toBeUndefined()
    await chat.types('/video end')
    const { reason } = await chat.saying('cancelled')
    await news(chat, await inviteSid(chat, 1), 'undelivered', 30007)
    await centre.settled()
    expect((await chat.task()).escalate?.video).toMatchObject({ state: 'cancelled', reason })
    expect(await notDelivered(chat)).toBeUndefined()
  })
})

describe('outside WhatsApp’s 24 hours', () => {
  it('the template is sent once with the last part of a working link, and the agent gets no failure', async () => {
    const chat = await centre.chat({ channel: 'whatsapp' })
    await trouble(chat, 63016, { times: 5 })
    const after = await centre.last()
    await chat.invited()
    await until('the template is out', async () => (await chat.invites()).length === 2)
    await centre.settled()
    const sent = requests(await centre.journal(after), 'POST', /Messages$/).map(({ params }) => params)
    expect(sent).toMatchObject([{ Body: expect.any(String) }, { ContentSid: template }])
    const asked = z.object({ ContentVariables: z.string() }).parse(sent[1])
    const variables = z.record(z.string(), z.string()).parse(JSON.parse(asked.ContentVariables))
    expect(Object.keys(variables)).toEqual(['1'])
    expect((await fetch(`${centre.serverUrl}/j/${variables['1']}`)).status).toBe(200)
    expect(await notDelivered(chat)).toBeUndefined()
  })

  it('a template that is not delivered is reported, and not sent again', async () => {
    const chat = await centre.chat({ channel: 'whatsapp' })
    await trouble(chat, 63016, { times: 5, sparesTemplates: false })
    await chat.invited()
    await saysWhy(chat, 'outside-window')
    await centre.settled()
    expect(await chat.invites()).toHaveLength(2)
  })
})

it.each(['en', 'es', 'fr', 'de', 'pt-BR'])('an invite by SMS in %s fits one segment', async (locale) => {
  const chat = await centre.chat({ channel: 'sms', attributes: { locale } })
  const { link } = await chat.invited()
  const [invite] = await chat.invites()
  // This machine's link is shorter than a real one.
  const real = (invite?.body ?? '').replace(link, link.padEnd(94, 'x'))
  expect(asSms(real)).toMatchObject({ encoding: 'GSM-7', segments: 1 })
})

/** The board's first event, as text. */
async function boardText(asks: (path: string) => Promise<Response>, id: string): Promise<string> {
  const answer = await asks('/supervisor/board/events')
  let text = ''
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  while (reader && !text.includes('\n\n')) text += (await reader.read()).value ?? ''
  await reader?.cancel()
  return text.slice(text.indexOf(id))
}
