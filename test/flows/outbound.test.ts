import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue } from '../../src/outbound/catalogue.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { live } from '../support/a-case.ts'
import { aPhoneCall, streaming } from '../support/a-phone-call.ts'
import { aReceiver, secret } from '../support/a-receiver.ts'
import { aTransfer, viewIn } from '../support/a-transfer.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: streaming() })
  await centre.sim.voice({ media: false })
})
afterAll(() => centre?.stop())

const asSupervisor = async () => {
  const { sid } = await centre.hire(['supervisor'])
  const token = await centre.sim.flexToken(sid, { roles: ['supervisor'] })
  return (path: string, init: { readonly method?: string; readonly body?: object } = {}) =>
    fetch(`${centre.serverUrl}/api${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: init.body ? JSON.stringify(init.body) : null,
    })
}
const asSaid = z.union(catalogue)

describe('a webhook endpoint', () => {
  it('gets the four events of a video, each delivery with its own id, and no name, number, identity or link', async () => {
    const { url, received, forged } = await aReceiver()
    const asks = await asSupervisor()
    const put = await asks('/webhooks/videos', {
      method: 'PUT',
      body: { url, secrets: [secret], events: ['escalation.*'] },
    })
    expect(put.status).toBe(200)

    const chat = await centre.chat({ channel: 'sms', customer: { name: 'Zebulon', address: '+15557771234' } })
    const { id } = await live(chat)
    await chat.ends('wrapup')
    await chat.saying('ended')
    const of = () => received.filter(({ body }) => body.data['id'] === id)
    const types = () => of().map(({ body }) => body.type)
    // Deliveries run in parallel: a later one may arrive first.
    const steps = ['requested', 'invited', 'live', 'ended'].map((step) => `escalation.${step}`)
    await until('each event arrives', async () => steps.every((step) => types().includes(step)))
    expect(new Set(of().map((each) => each.id)).size).toBe(types().length)
    const ended = of().find(({ body }) => body.type === 'escalation.ended')
    expect(ended?.body.data).toMatchObject({
      conversationSid: chat.conversationSid,
      taskSid: chat.taskSid,
      joined: true,
      reason: expect.stringContaining('task-closed'),
    })
    expect(JSON.stringify(received)).not.toMatch(/Zebulon|1555777|example\.com|\/j\//)
    expect(forged).toEqual([])
  })

  it('gets the four events of a transfer, and a supervisor can read its timeline', async () => {
    const { url, received } = await aReceiver()
    const asks = await asSupervisor()
    await asks('/webhooks/transfers', { method: 'PUT', body: { url, secrets: [secret], events: ['transfer.*'] } })
    const { chat, ben, ada, ...way } = await aTransfer(centre)
    const { id } = await viewIn(await way.toBen({ note: 'likes Zebulon' }))
    await way.accept()
    await way.is('completed')
    const of = () => received.filter(({ body }) => body.data['id'] === id)
    const steps = ['requested', 'ringing', 'accepted', 'completed'].map((step) => `transfer.${step}`)
    await until('each event arrives', async () => steps.every((step) => of().some(({ body }) => body.type === step)))
    for (const { body } of of()) expect(asSaid.safeParse(body).error).toBeUndefined()
    expect(of().find(({ body }) => body.type === 'transfer.completed')?.body.data).toMatchObject({
      conversationSid: chat.conversationSid,
      taskSid: chat.taskSid,
      workerSid: ada.sid,
      targetSid: ben.sid,
      takerSid: ben.sid,
      mode: 'cold',
    })
    const timeline = await (await asks(`/transfers/${id}/timeline`)).text()
    expect(timeline).toContain('invite.created')
    expect(JSON.stringify(received) + timeline).not.toMatch(/Zebulon/)
  })

  it('gets the start and the end of a call’s streams; only supervisors read their timeline', async () => {
    const { url, received } = await aReceiver()
    const asks = await asSupervisor()
    await asks('/webhooks/streams', { method: 'PUT', body: { url, secrets: [secret], events: ['streams.*'] } })
    const call = await aPhoneCall(centre)
    await call.saying('on')
    await centre.sim.hangUp(call.taskSid)
    await call.saying('over')
    const of = () => received.filter(({ body }) => body.data['taskSid'] === call.taskSid)
    const steps = ['streams.on', 'streams.over']
    await until('each event arrives', async () => steps.every((step) => of().some(({ body }) => body.type === step)))
    for (const { body } of of()) expect(asSaid.safeParse(body).error).toBeUndefined()
    const timeline = await (await asks(`/streams/${call.taskSid}/timeline`)).text()
    expect(timeline.trimEnd().split('\n').length).toBeGreaterThan(3)
    expect(timeline).not.toMatch(/\+1\d{10}/)
    expect((await asks(`/streams/WT${'9'.repeat(32)}/timeline`)).status).toBe(404)
    expect((await asks('/streams/nonsense/timeline')).status).toBe(404)
    const agent = { authorization: `Bearer ${await centre.sim.flexToken(call.a.sid)}` }
    const refused = await fetch(`${centre.serverUrl}/api/streams/${call.taskSid}/timeline`, { headers: agent })
    expect(refused.status).toBe(403)
    expect((await fetch(`${centre.serverUrl}/api/streams/${call.taskSid}/timeline`)).status).toBe(401)
  })
})
