import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeAccount } from '../../simulator/cloud/account.ts'
import { type RunningSimulator, startSimulator } from '../simulator/running-simulator.ts'
import { haveOpenApi, openApi } from './openapi.ts'

interface Told {
  readonly name: string
  readonly problems: readonly string[]
}

const seen: Told[] = []
let simulator: RunningSimulator

/** Sends a request, checks the answer against Twilio's document, and returns the body. */
async function call(
  method: string,
  path: string,
  params: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const response = await simulator.rest(
    method,
    method === 'POST' ? path : `${path}?${new URLSearchParams(params)}`,
    params,
  )
  const body = response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>)
  const [, product = '', ...rest] = path.split('/')
  const operation = documents.find(product, method, `/${rest.join('/')}`)
  if (operation === undefined) return body
  const validate = operation.answers.get(response.status)
  const problems: string[] = []
  if (validate === undefined) problems.push(`status ${response.status}: ${JSON.stringify(body)}`)
  else if (validate !== null && !validate(body)) {
    for (const { instancePath, message, params: details } of validate.errors ?? []) {
      problems.push(`${instancePath} ${message} ${JSON.stringify(details)}`)
    }
  }
  seen.push({ name: operation.name, problems })
  return body
}

/** The same for the 2010 API, whose addresses end in .json. */
const call2010 = (method: string, path: string, params: Record<string, string> = {}) =>
  call(method, `${path}.json`, params)

const documents = haveOpenApi ? openApi() : { listings: [], find: () => undefined }
const control = async (path: string, body: unknown = {}) => (await simulator.control('POST', path, body)).body
const sidOf = (body: Record<string, unknown>): string => String(body['sid'])

describe.skipIf(!haveOpenApi)(
  "every answer of a story matches Twilio's OpenAPI (skipped without ../shared/oai)",
  () => {
    beforeAll(async () => {
      simulator = await startSimulator()
    })
    afterAll(() => simulator.stop())

    /** Runs a story and expects every answer in it to be as documented. */
    const story = (name: string, operations: number, tell: () => Promise<unknown>) =>
      it(`${name}, in ${operations} operations`, async () => {
        seen.length = 0
        await tell()
        expect(seen.filter(({ problems }) => problems.length > 0)).toEqual([])
        expect(new Set(seen.map((each) => each.name)).size).toBe(operations)
      })

    story('video', 9, async () => {
      const room = sidOf(
        await call('POST', '/video/v1/Rooms', { UniqueName: 'a', StatusCallback: 'https://example.com/v' }),
      )
      const { body } = await simulator.control('POST', `/rooms/${room}/participants`, { identity: 'ada' })
      await call('GET', '/video/v1/Rooms')
      await call('GET', `/video/v1/Rooms/${room}`)
      await call('GET', `/video/v1/Rooms/${room}/RecordingRules`)
      await call('POST', `/video/v1/Rooms/${room}/RecordingRules`, { Rules: '[{"type":"include","all":true}]' })
      await call('GET', `/video/v1/Rooms/${room}/Participants`)
      await call('GET', `/video/v1/Rooms/${room}/Participants/${body['sid']}`)
      await call('POST', `/video/v1/Rooms/${room}/Participants/${body['sid']}`, { Status: 'disconnected' })
      await call('POST', `/video/v1/Rooms/${room}`, { Status: 'completed' })
      await call('GET', `/video/v1/Rooms/${room}`)
      await call('GET', '/video/v1/Rooms', { Status: 'completed' })
    })

    for (const scope of ['/conversations/v1', 'service']) {
      story(`conversations, ${scope === 'service' ? 'inside a service' : 'in the default service'}`, 22, async () => {
        const inService = `/conversations/v1/Services/${simulator.cloud.conversations.defaultServiceSid}`
        const base = scope === 'service' ? inService : scope
        const settings = `${base}/Configuration/Webhooks`
        await call('POST', settings, { PostWebhookUrl: 'https://example.com/c', Filters: 'onMessageAdded' })
        await call('GET', settings)
        const conversation = `${base}/Conversations/${sidOf(await call('POST', `${base}/Conversations`, {}))}`
        await call('GET', `${base}/Conversations`)
        await call('GET', conversation)
        await call('POST', conversation, { 'Timers.Closed': 'PT20M' })
        for (const [part, params, change] of [
          ['Messages', { Body: 'hello' }, { Body: 'hullo' }],
          ['Participants', { Identity: 'ada' }, { Attributes: '{}' }],
          [
            'Webhooks',
            {
              Target: 'webhook',
              'Configuration.Url': 'https://example.com/w',
              'Configuration.Filters': 'onMessageAdded',
            },
            { 'Configuration.Method': 'get' },
          ],
        ] as const) {
          const made = `${conversation}/${part}/${sidOf(await call('POST', `${conversation}/${part}`, params))}`
          await call('GET', `${conversation}/${part}`)
          await call('GET', made)
          await call('POST', made, change)
          await call('DELETE', made)
        }
        await call('DELETE', conversation)
      })
    }

    story('TaskRouter', 36, async () => {
      const { workspaceSid, workflowSid, workers } = await control('/seed')
      const [ada] = workers as { sid: string }[]
      const base = `/taskrouter/v1/Workspaces/${workspaceSid}`
      await call('GET', '/taskrouter/v1/Workspaces')
      await call('GET', base)
      await call('POST', base, { EventsFilter: 'task.created' })
      for (const kind of ['Activities', 'TaskQueues', 'Workflows', 'TaskChannels']) {
        const list = await call('GET', `${base}/${kind}`)
        const { key } = list['meta'] as { key: string }
        const [entry] = list[key] as Record<string, unknown>[]
        await call('GET', `${base}/${kind}/${sidOf(entry ?? {})}`)
      }
      const create = { WorkflowSid: String(workflowSid), TaskChannel: 'chat', Attributes: '{}' }
      const task = `${base}/Tasks/${sidOf(await call('POST', `${base}/Tasks`, create))}`
      await call('GET', `${base}/Tasks`)
      await call('GET', task)
      await call('POST', task, { Priority: '2' })
      const { reservations } = await call('GET', `${task}/Reservations`)
      const [offer] = reservations as { sid: string; worker_sid: string }[]
      await call('GET', `${task}/Reservations/${offer?.sid}`)
      await call('POST', `${task}/Reservations/${offer?.sid}`, { ReservationStatus: 'accepted' })
      const busy = `${base}/Workers/${offer?.worker_sid}`
      await call('GET', `${busy}/Reservations`)
      await call('GET', `${busy}/Reservations/${offer?.sid}`)
      await call('POST', `${busy}/Reservations/${offer?.sid}`, { ReservationStatus: 'wrapping' })
      await call('POST', task, { AssignmentStatus: 'completed', Reason: 'done' })
      await call('DELETE', task)
      const worker = `${base}/Workers/${ada?.sid}`
      await call('GET', `${base}/Workers`)
      await call('GET', worker)
      await call('POST', worker, { FriendlyName: 'ada' })
      const { channels } = await call('GET', `${worker}/Channels`)
      const [channel] = channels as { sid: string }[]
      await call('GET', `${worker}/Channels/${channel?.sid}`)
      await call('POST', `${worker}/Channels/${channel?.sid}`, { Capacity: '3' })
      const made = sidOf(await call('POST', `${base}/Workers`, { FriendlyName: 'new' }))
      await call('DELETE', `${base}/Workers/${made}`)
      const queue = sidOf(await call('POST', `${base}/TaskQueues`, { FriendlyName: 'new' }))
      const configuration = JSON.stringify({ task_routing: { filters: [], default_filter: { queue } } })
      const flow = await call('POST', `${base}/Workflows`, { FriendlyName: 'new', Configuration: configuration })
      await call('DELETE', `${base}/Workflows/${sidOf(flow)}`)
      await call('DELETE', `${base}/TaskQueues/${queue}`)
      const { events } = await call('GET', `${base}/Events`)
      const [event] = events as { sid: string }[]
      await call('GET', `${base}/Events/${event?.sid}`)
    })

    story('Network Traversal', 1, async () => {
      await control('/turn', {
        iceServers: [{ urls: 'turn:127.0.0.1:1', username: 'somebody', credential: 'simulated' }],
      })
      await call2010('POST', `/api/2010-04-01/Accounts/${fakeAccount.accountSid}/Tokens`, { Ttl: '60' })
    })

    story('Voice', 11, async () => {
      await control('/seed')
      await control('/voice', { media: false, updateLagMs: 0 })
      const call = await control('/calls', {})
      await control(`/reservations/${call['reservationSid']}/accept`)
      const account = `/api/2010-04-01/Accounts/${fakeAccount.accountSid}`
      const calls = `${account}/Calls/${call['callSid']}`
      await call2010('GET', calls)
      const { conferences } = await call2010('GET', `${account}/Conferences`, { FriendlyName: String(call['taskSid']) })
      const [found] = conferences as { sid: string }[]
      const conference = `${account}/Conferences/${found?.sid}`
      await call2010('GET', conference)
      await call2010('POST', conference, { AnnounceUrl: 'https://example.com/announce' })
      const { participants } = await call2010('GET', `${conference}/Participants`)
      const [customer, agent] = participants as { call_sid: string }[]
      await call2010('GET', `${conference}/Participants/${customer?.call_sid}`)
      await call2010('POST', `${conference}/Participants/${customer?.call_sid}`, { EndConferenceOnExit: 'false' })
      await call2010('POST', `${calls}/Streams`, { Url: 'wss://streams.example.com/media', Name: 'one' })
      await call2010('POST', `${calls}/Streams/one`, { Status: 'stopped' })
      await call2010('DELETE', `${conference}/Participants/${agent?.call_sid}`)
      await call2010('GET', conference)
      const other = await control('/calls', {})
      await call2010('POST', `${account}/Calls/${other['callSid']}`, { Status: 'completed' })
      await call2010('GET', `${account}/Calls/${other['callSid']}`)
    })

    story('Flex', 11, async () => {
      const { workspaceSid, workflowSid } = await control('/seed')
      const chat = await control('/chats', { channel: 'web' })
      await control(`/reservations/${chat['reservationSid']}/accept`)
      const interaction = `/flex-api/v1/Interactions/${chat['interactionSid']}`
      const channel = `${interaction}/Channels/${chat['channelSid']}`
      const routing = { properties: { workspace_sid: workspaceSid, workflow_sid: workflowSid } }
      await call('POST', '/flex-api/v1/Interactions', { Channel: '{"type":"web"}', Routing: JSON.stringify(routing) })
      await call('GET', interaction)
      await call('POST', interaction, { WebhookTtid: 'x' })
      await call('GET', `${interaction}/Channels`)
      await call('GET', channel)
      await call('POST', `${channel}/Invites`, { Routing: JSON.stringify(routing) })
      await call('GET', `${channel}/Invites`)
      const { participants } = await call('GET', `${channel}/Participants`)
      const agent = (participants as { sid: string; type: string }[]).find(({ type }) => type === 'agent')
      await call('POST', `${channel}/Participants`, { Type: 'supervisor', MediaProperties: '{}' })
      await call('POST', `${channel}/Participants/${agent?.sid}`, { Status: 'wrapup' })
      await call('POST', channel, { Status: 'closed' })
    })
  },
)
