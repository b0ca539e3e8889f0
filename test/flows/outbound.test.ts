import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { live } from '../support/a-case.ts'
import { aReceiver, secret } from '../support/a-receiver.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { OUTBOUND_PRIVATE: 'true' } })
})
afterAll(() => centre?.stop())

describe('somebody who listens', () => {
  it('hears of a video from its beginning to its end, and of nothing private', async () => {
    const { url, received, forged } = await aReceiver()
    const supervisor = await centre.hire(['supervisor'])
    const token = await centre.sim.flexToken(supervisor.sid, { roles: ['supervisor'] })
    const put = await fetch(`${centre.serverUrl}/api/webhooks/demo`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url, secrets: [secret] }),
    })
    expect(put.status).toBe(200)

    const chat = await centre.chat({ channel: 'sms', customer: { name: 'Zebulon', address: '+15557771234' } })
    const { id } = await live(chat)
    await chat.ends('wrapup')
    await chat.saying('ended')
    const of = () => received.filter(({ body }) => body.data['id'] === id)
    const types = () => of().map(({ body }) => body.type)
    // They are sent side by side: a later one may arrive first.
    const steps = ['requested', 'invited', 'live', 'ended'].map((step) => `escalation.${step}`)
    await until('each step is told', async () => steps.every((step) => types().includes(step)))
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
})
