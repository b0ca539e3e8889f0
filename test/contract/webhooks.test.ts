import { existsSync, readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createSimulator } from '../../simulator/simulator.ts'
import { until } from '../../tools/until.ts'
import { jsonRequest, restRequest } from '../simulator/running-simulator.ts'

const file = new URL('../../../shared/reference/webhook-fixtures.json', import.meta.url)
const schema = z.object({
  fixtures: z.array(z.object({ name: z.string(), params: z.record(z.string(), z.string()) })),
})

/** Events that nothing in the simulator can cause yet. */
const notImitated = /^interactions\/|^video\/(track|recording)/

/** Plays a story with every event that the simulator has, and collects the webhooks. */
async function fire(): Promise<Map<string, Readonly<Record<string, string>>[]>> {
  const { app } = createSimulator({ control: true })
  const sent = new Map<string, Readonly<Record<string, string>>[]>()
  const control = async (path: string, body: unknown = {}) => {
    const response = await app.request(`/__sim${path}`, jsonRequest('POST', body))
    return (await response.json()) as Record<string, string>
  }
  const rest = async (method: string, path: string, params: Record<string, string> = {}) => {
    const response = await app.request(path, restRequest(method, params))
    return response.status === 204 ? {} : ((await response.json()) as Record<string, string>)
  }
  // Dropped webhooks are in the journal, so the story needs no listener.
  await control('/webhook-faults', { kind: 'drop' })
  const url = 'https://example.com/hook'
  const seed = await control('/seed', { conversationsWebhookUrl: url, taskrouterWebhookUrl: url })

  const room = await rest('POST', '/video/v1/Rooms', { StatusCallback: url })
  await control(`/rooms/${room['sid']}/participants`, { identity: 'ada' })
  await rest('POST', `/video/v1/Rooms/${room['sid']}`, { Status: 'completed' })

  for (const channel of ['sms', 'web']) {
    const chat = await control('/chats', { channel })
    const conversation = `/conversations/v1/Conversations/${chat['conversationSid']}`
    await rest('POST', `${conversation}/Webhooks`, {
      Target: 'webhook',
      'Configuration.Url': url,
      'Configuration.Filters': 'onMessageAdded',
    })
    await control(`/reservations/${chat['reservationSid']}/accept`)
    await control(`/conversations/${chat['conversationSid']}/messages`, { as: 'customer', body: 'hello' })
    await control(`/tasks/${chat['taskSid']}/wrapup`)
    await control(`/tasks/${chat['taskSid']}/complete`)
  }
  const canceled = await control('/chats', { channel: 'web' })
  await control(`/tasks/${canceled['taskSid']}/cancel`)

  const listeners = { callStatusCallback: url, conferenceStatusCallback: url, allowWs: true }
  await control('/voice', listeners)
  const call = await control('/calls', {})
  await control(`/reservations/${call['reservationSid']}/accept`)
  const account = `/api/2010-04-01/Accounts/${seed['accountSid']}`
  const streams = `${account}/Calls/${call['callSid']}/Streams.json`
  await rest('POST', streams, { Url: 'ws://127.0.0.1:9/media', Name: 'lost', StatusCallback: url })
  const journalOf = async () => (await (await app.request('/__sim/journal')).text()).includes('stream-error')
  await until('the stream to fail', journalOf)
  await control('/voice', { media: false })
  await rest('POST', streams, { Url: 'wss://streams.example.com/media', StatusCallback: url })
  await control(`/calls/${call['callSid']}/hangup`)

  const loud = { 'x-twilio-webhook-enabled': 'true' }
  const { sid } = await rest('POST', '/conversations/v1/Conversations')
  const own = `/conversations/v1/Conversations/${sid}`
  const adding = restRequest('POST', { 'MessagingBinding.Address': '+1555', 'MessagingBinding.ProxyAddress': '+1556' })
  await app.request(`${own}/Participants`, { ...adding, headers: { ...adding.headers, ...loud } })
  const { sid: guest } = await rest('POST', `${own}/Participants`, { Identity: 'guest' })
  const removing = restRequest('DELETE')
  await app.request(`${own}/Participants/${guest}`, { ...removing, headers: { ...removing.headers, ...loud } })
  await control(`/conversations/${sid}/close`)

  const workspace = `/taskrouter/v1/Workspaces/${seed['workspaceSid']}`
  const workers = (await rest('GET', `${workspace}/Workers`))['workers'] as unknown as { sid: string }[]
  const activities = (await rest('GET', `${workspace}/Activities`))['activities'] as unknown as { sid: string }[]
  await rest('POST', `${workspace}/Workers/${workers[0]?.sid}`, { ActivitySid: activities[0]?.sid ?? '' })

  // Webhooks leave after the answer that caused them.
  await setImmediate()
  const journal = await app.request('/__sim/journal')
  const { entries } = (await journal.json()) as {
    entries: { kind: string; event: string; params: Record<string, string> }[]
  }
  for (const { kind, event, params } of entries) {
    if (kind === 'webhook') sent.set(event, [...(sent.get(event) ?? []), params])
  }
  return sent
}

describe.skipIf(!existsSync(file))(
  'a webhook has every field of its fixture, except those that vary by sender (skipped without ../shared/reference)',
  () => {
    const { fixtures } = existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf-8'))) : { fixtures: [] }
    const imitated = fixtures.filter(({ name }) => !notImitated.test(name))

    let sent: Awaited<ReturnType<typeof fire>>
    beforeAll(async () => {
      sent = await fire()
    })

    it.each(imitated)('$name', ({ params }) => {
      const event =
        params['StatusCallbackEvent'] ?? params['EventType'] ?? params['StreamEvent'] ?? params['CallStatus'] ?? ''
      // Only a conversation's own webhooks have WebhookSid, and only SDK events a ClientIdentity: they vary by sender.
      const varying = new Set([
        'WebhookSid',
        'ClientIdentity',
        'ParticipantSid',
        'MessagingBinding.ProxyAddress',
        'Identity',
      ])
      const wanted = Object.keys(params).filter((key) => !varying.has(key) || event.startsWith('participant-'))
      const candidates = sent.get(event) ?? []
      const missing = candidates.map((each) => wanted.filter((key) => !(key in each)))
      expect(candidates.length).toBeGreaterThan(0)
      expect(
        missing.some((keys) => keys.length === 0),
        JSON.stringify(missing),
      ).toBe(true)
    })
  },
)
