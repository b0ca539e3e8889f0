import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openBridge, openTwilsock } from './flex-ui-socket.ts'
import { type Json, type RunningSimulator, startSimulator } from './running-simulator.ts'
import { startReceiver } from './webhook-receiver.ts'

// Flex UI's requests and answers, without Flex UI. test/flex checks them with the genuine one.

interface Worker {
  readonly sid: string
  readonly identity: string
  readonly token: string
}

let simulator: RunningSimulator
let folder: string
let ada: Worker
let ben: Worker
let workspaceSid: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flex-ui-'))
  await writeFile(join(folder, 'shell.js'), 'window.Twilio = {}')
  simulator = await startSimulator({ flexShell: join(folder, 'shell.js') })
})
afterAll(async () => {
  await simulator.stop()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  await simulator.control('POST', '/reset')
  const { body } = await simulator.control('POST', '/seed', {})
  workspaceSid = String(body['workspaceSid'])
  // The seed's own answer: Ada, Ben and Sue.
  ;[ada, ben] = body['workers'] as [Worker, Worker]
})

const control = async (path: string, body: unknown = {}): Promise<Json> =>
  (await simulator.control('POST', path, body)).body
const aChat = () => control('/chats', { channel: 'web', workerSid: ada.sid, customer: { name: 'Cleo' } })
const door = async (host: string, path: string, body?: unknown): Promise<{ status: number; body: Json }> => {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const answer = await fetch(`${simulator.url}/__twilio/${host}${path}`, init)
  return { status: answer.status, body: (await answer.json()) as Json }
}
const bridge = (token: string, method: string, url: string, params: unknown = {}) =>
  door('event-bridge.twilio.com', '/v1/wschannels', { url, method, params, token })
const changes = (name: string) =>
  simulator.cloud.journal.after(0).filter((entry) => entry.kind === 'change' && entry.change === name)

const fetchSocket = (address: string) =>
  once(new WebSocket(`${simulator.url.replace('http', 'ws')}/__twilio/${address}`), 'open')

it('the page has a session of the requested worker, and the shell', async () => {
  const page = await (await fetch(`${simulator.url}/flex?worker=Ben`)).text()
  const session = JSON.parse(/id="session">(.*?)<\/script>/.exec(page)?.[1] ?? '')
  expect(session).toMatchObject({ identity: ben.identity, roles: ['agent'] })
  const { body } = await door('flex-api.twilio.com', '/v1/Accounts/AC1/Tokens/Info', { Token: session.token })
  expect(body).toMatchObject({ valid: true, identity: ben.identity })
  expect(await (await fetch(`${simulator.url}/flex/shell.js`)).text()).toBe('window.Twilio = {}')
})

it('without workers the page is 404, and without a shell it says how to get one', async () => {
  await simulator.control('POST', '/reset')
  expect((await fetch(`${simulator.url}/flex`)).status).toBe(404)
  const bare = await startSimulator()
  expect(await (await fetch(`${bare.url}/flex`)).text()).toContain('SIMULATOR_FLEX_SHELL')
  await bare.stop()
})

it('unknown requests and sockets are 404, and in the journal', async () => {
  expect((await door('preview.twilio.com', '/Flex/Nothing')).status).toBe(404)
  expect((await bridge(ada.token, 'GET', 'v1/Channels')).status).toBe(404)
  const twilsock = await openTwilsock(simulator.url, ada.token)
  expect((await twilsock.ask('GET', 'aim.us1.twilio.com', '/Client/v2/Nothing')).status).toBe(404)
  await expect(fetchSocket('voice-js.roaming.twilio.com/signal')).rejects.toThrow('404')
  expect(changes('flex-ui.unhandled').map((entry) => 'detail' in entry && entry.detail['host'])).toEqual([
    'preview.twilio.com',
    'event-bridge.twilio.com',
    'aim.us1.twilio.com',
    'voice-js.roaming.twilio.com',
  ])
})

it('the control API sets the plugins of Flex UI, and the configuration for Flex UI and REST', async () => {
  const given = {
    plugins: [
      { name: 'plugin-a', version: '1', script: 'a()' },
      { name: 'plugin-b', version: '2', src: 'https://b.example.com/b.js' },
    ],
    configuration: { ui_attributes: { color: 'red' } },
  }
  await control('/flex-ui', given)
  const answer = await fetch(`${simulator.url}/__twilio/flex.twilio.com/plugins?roles=agent`)
  const plugins = (await answer.json()) as { src: string }[]
  expect(plugins.map(({ src }) => src)).toEqual(['/flex/plugins/plugin-a/1', 'https://b.example.com/b.js'])
  expect(await (await fetch(`${simulator.url}/flex/plugins/plugin-a/1`)).text()).toBe('a()')
  const { body } = await door('flex-api.twilio.com', '/v1/Configuration')
  expect(body['ui_attributes']).toEqual({ version_compatibility: 'yes', color: 'red' })
  expect((await simulator.sdk.flexApi.v1.configuration().fetch()).uiAttributes).toEqual({ color: 'red' })
})

it('a reservation accepted in Flex UI is accepted everywhere, and only its worker’s browser gets the event', async () => {
  const [adas, bens] = [await openBridge(simulator.url, ada.token), await openBridge(simulator.url, ben.token)]
  await adas.hears(({ event_type: type }) => type === 'init')
  const chat = await aChat()
  await adas.hears(({ event_type: type }) => type === 'reservation.created')
  const path = `Workspaces/${workspaceSid}/Workers/${ada.sid}/Reservations/${chat['reservationSid']}`
  const { status, body } = await bridge(ada.token, 'POST', path, { ReservationStatus: 'accepted' })
  expect(status).toBe(200)
  expect(body['payload']).toMatchObject({ reservation_status: 'accepted', task: { assignment_status: 'assigned' } })
  await adas.hears(({ event_type: type }) => type === 'reservation.accepted')
  const task = await simulator.control('GET', `/tasks/${chat['taskSid']}`)
  expect(task.body['assignment_status']).toBe('assigned')
  expect(bens.heard.map(({ event_type: type }) => type)).toEqual(['init'])
})

it('a change of status that is not allowed is refused as over REST (20001)', async () => {
  const chat = await aChat()
  const path = `Workspaces/${workspaceSid}/Workers/${ada.sid}/Reservations/${chat['reservationSid']}`
  const { status, body } = await bridge(ada.token, 'POST', path, { ReservationStatus: 'completed' })
  expect([status, body['code']]).toEqual([400, 20001])
})

it('the webhook of a message from the composer has Source SDK and the agent’s identity', async () => {
  const receiver = await startReceiver()
  await control('/seed', {
    workers: [],
    conversationsWebhookUrl: receiver.url,
    conversationsFilters: ['onMessageAdded'],
  })
  const chat = await aChat()
  await control(`/reservations/${chat['reservationSid']}/accept`)
  const twilsock = await openTwilsock(simulator.url, ada.token)
  const path = `/Client/v2/Conversations/${chat['conversationSid']}/Messages`
  expect((await twilsock.ask('POST', 'aim.us1.twilio.com', path, { body: '/video' })).status).toBe(201)
  const [webhook] = await receiver.atLeast(1)
  expect(webhook?.params).toMatchObject({
    Source: 'SDK',
    ClientIdentity: ada.identity,
    Author: ada.identity,
    Body: '/video',
  })
  await receiver.stop()
})

it('a worker who is not in a conversation cannot write in it (404)', async () => {
  const chat = await aChat()
  const twilsock = await openTwilsock(simulator.url, ben.token)
  const path = `/Client/v2/Conversations/${chat['conversationSid']}/Messages`
  expect((await twilsock.ask('POST', 'aim.us1.twilio.com', path, { body: 'Hello' })).status).toBe(404)
})

it('a browser that was away gets the missed events, in order', async () => {
  const chat = await aChat()
  await control(`/reservations/${chat['reservationSid']}/accept`)
  const twilsock = await openTwilsock(simulator.url, ada.token)
  const list = await twilsock.ask('GET', 'cds.us1.twilio.com', `/v3/Lists/${chat['conversationSid']}.messages`)
  const say = (body: string) => control(`/conversations/${chat['conversationSid']}/messages`, { as: 'customer', body })
  await say('One')
  await say('Two')
  await twilsock.ask('POST', 'cds.us1.twilio.com', '/v4/Subscriptions', {
    action: 'establish',
    correlation_id: 7,
    requests: [{ object_sid: list.body['sid'], object_type: 'list', last_event_id: list.body['last_event_id'] }],
  })
  await twilsock.hears(({ event_type: type }) => type === 'subscription_established')
  await say('Three')
  await twilsock.hears(({ event }) => (event as { item_index?: number }).item_index === 2)
  const told = twilsock.heard.map(({ event_type: type, event }) => [
    type,
    (event as { item_data?: { text: string } }).item_data?.text,
  ])
  expect(told).toEqual([
    ['list_item_added', 'One'],
    ['list_item_added', 'Two'],
    ['subscription_established', undefined],
    ['list_item_added', 'Three'],
  ])
})

it('a token that has expired opens no bridge, no Twilsock and no request, and is not refreshed', async () => {
  const { token } = (await control('/tokens', { workerSid: ada.sid, ttlSeconds: -1 })) as { token: string }
  expect(await (await openBridge(simulator.url, token)).closed).toBe(4001)
  expect((await openTwilsock(simulator.url, token)).welcome['status']).toMatchObject({ code: 401, errorCode: 20104 })
  expect((await bridge(token, 'GET', `Workspaces/${workspaceSid}/Activities`)).status).toBe(401)
  const refresh = await door('iam.twilio.com', '/v1/Accounts/AC1/Tokens/refresh', { token })
  expect(refresh.status).toBe(401)
})

it('a newer session ends an older one on request', async () => {
  const first = await openBridge(simulator.url, ada.token)
  await openBridge(simulator.url, ada.token, '&closeExistingSessions=true')
  expect(await first.closed).toBe(4000)
})

it('a reset closes every socket', async () => {
  const [adas, twilsock] = [await openBridge(simulator.url, ada.token), await openTwilsock(simulator.url, ada.token)]
  await simulator.control('POST', '/reset')
  await Promise.all([adas.closed, twilsock.closed])
  expect(simulator.cloud.flexUi.bridges.size + simulator.cloud.flexUi.twilsocks.size).toBe(0)
})
