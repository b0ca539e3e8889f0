import type { Fact } from '../../../src/core/facts.ts'
import type { Registered } from '../../../src/core/feature.ts'
import { createAct } from '../../../src/engine/act.ts'
import { createMutexes } from '../../../src/engine/mutex.ts'
import { feature as transferFeature } from '../../../src/features/conversation-transfer/contract.ts'
import { createFeatures } from '../../../src/features/index.ts'
import { feature as callFeature } from '../../../src/features/media-streams/contract.ts'
import { initial } from '../../../src/features/media-streams/model.ts'
import { feature as requestFeature, requestId } from '../../../src/features/video-request/names.ts'
import { createVideoRequests } from '../../../webhooks/api/video-requests.ts'
import { createCalls } from '../../../webhooks/calls.ts'
import { createTransfers } from '../../../webhooks/transfers.ts'
import { aHouseOn, linkTo, participants } from '../../support/a-house.ts'
import { streaming } from '../../support/a-phone-call.ts'
import { aChange, anEntry } from '../../support/a-redis.ts'
import { aTwilio } from '../../support/a-twilio.ts'
import { aSupervisor, flexUsers } from '../../support/an-app.ts'
import { anAssignment, conversationSid, sid } from '../../support/an-assignment.ts'
import { aConfig } from '../../support/an-environment.ts'
import { anOpenVideoIn } from '../../support/an-open-video.ts'
import { createMemoryStore } from '../../support/memory-store.ts'

/** Cara serves another conversation. Ada has transferred this one to Ben, and Ben has invited Cara. */
const everybody = { ...participants, cara: { workerSid: sid('WK', 5), roles: ['agent'] } }
const bens = anAssignment({
  taskSid: sid('WT', 2),
  reservationSid: sid('WR', 2),
  workerSid: participants.ben.workerSid,
})
const carasTask = sid('WT', 3)
const carasConversation = sid('CH', 0xc3)
const callTask = sid('WT', 4)

/** The holder whose token the request carries. */
const tokens: Readonly<Record<string, string | undefined>> = {
  'no token': undefined,
  'unknown or expired': 'stranger',
  'foreign role': 'olga',
  'other agent': 'cara',
  'former agent': 'ada',
  agent: 'ben',
  supervisor: 'sue',
}

/** The customer of Ben's conversation asks for video. */
const askedAt = 1_790_000_000_000
const request = requestId(conversationSid, askedAt)

const endpoint = { id: 'crm', url: 'https://example.com/hook', secrets: ['whsec_c2VjcmV0'], isConfigured: false }

/** One conversation in a state with rights for everybody. Each answer comes from a fresh call centre. */
export async function askedInFlex(method: string, path: string, holder: string): Promise<number> {
  const { app, ids, secrets } = await aWorld()
  const token = holder in tokens ? tokens[holder] : secrets[holder]
  if (!(holder in tokens) && token === undefined) throw new Error(`Nobody here is called ${holder}`)
  const body = bodies[`${method} ${path}`]?.(ids)
  const query = queries[`${method} ${path}`]?.(ids) ?? ''
  const leaves = new AbortController()
  const answer = await app.request(`${path.replace(/:(\w+)/g, (_, name: string) => idFor(path, name, ids))}${query}`, {
    method,
    signal: leaves.signal,
    headers: { ...(token && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
    ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
  })
  leaves.abort()
  await answer.body?.cancel()
  return answer.status
}

type Ids = { readonly escalation: string; readonly transfer: string }

function idFor(path: string, name: string, ids: Ids): string {
  if (name === 'taskSid') return callTask
  if (name === 'sid') return conversationSid
  if (path.startsWith('/api/webhooks')) return endpoint.id
  if (path.startsWith('/api/video-requests')) return request
  return path.startsWith('/api/transfers') ? ids.transfer : ids.escalation
}

const onTask = () => ({ taskSid: bens.taskSid })
const bodies: Readonly<Record<string, (ids: Ids) => object>> = {
  'POST /api/escalations': onTask,
  'POST /api/supervisor/escalations/:id/end': () => ({ because: 'stuck' }),
  'POST /api/supervisor/failures/retry': () => ({ queue: 'facts', id: '1' }),
  'POST /api/transfers': () => ({ ...onTask(), target: { worker: everybody.cara.workerSid }, mode: 'cold' }),
  'POST /api/transfers/participants/remove': () => ({ ...onTask(), participantSid: sid('UT', 1) }),
  'POST /api/transfers/leave': onTask,
  'PUT /api/webhooks/:id': () => ({ url: endpoint.url }),
  'POST /api/webhooks/replay': () => ({ deliveries: ['1'] }),
}
const queries: Readonly<Record<string, (ids: Ids) => string>> = {
  'GET /api/escalations': () => `?taskSid=${bens.taskSid}`,
  'GET /api/escalations/events': () => `?conversation=${conversationSid}`,
  'GET /api/escalations/state': () => `?conversation=${conversationSid}`,
  'GET /api/transfers': () => `?taskSid=${bens.taskSid}`,
  'GET /api/transfers/participants': () => `?taskSid=${bens.taskSid}`,
  'GET /api/supervisor/numbers': () => '?days=7',
  'GET /api/supervisor/timeline': () => `?since=${Date.now() - 1_000}`,
}

async function aWorld() {
  const store = createMemoryStore()
  const twilio = twilioWithTasks()
  const house = aHouseOn(
    store,
    {},
    {
      twilio,
      flexTokens: flexUsers(everybody),
      transfers: transfersOver(store),
      calls: callsOver(store),
      videoRequests: await requestsOver(store),
      endpoints: {
        all: async () => [endpoint],
        put: async () => true,
        remove: async () => true,
        disable: async () => {},
        enable: async () => {},
      },
      outbox: { dead: async () => [], retry: async () => 1, replay: async () => 1 },
      supervisor: aSupervisor({
        deadLetters: { list: async () => ({ total: 0, jobs: [] }), retry: async () => true },
        erase: async () => ({ records: 1, entries: 1, names: 1, jobs: 0, rows: 0 }),
      }),
      outboundRule: { mayBePrivate: true, mayBePlain: true },
    },
  )
  const video = await anOpenVideoIn(house)
  const pass = await video.pass()
  await house.accepts(bens)
  const { taskSid, reservationSid } = anAssignment()
  const over: Fact = {
    type: 'assignment.closed',
    id: 'over',
    key: conversationSid,
    at: Date.now(),
    taskSid,
    reservationSid,
    how: 'reservation.wrapup',
  }
  await house.receives(over)
  await house.work()
  const transfer = await house
    .as('ben')
    .post('/transfers', bodies['POST /api/transfers']?.({ escalation: '', transfer: '' }))
  const { id } = (await transfer.json()) as { id: string } // our own answer
  await store.save(
    { feature: 'media-streams', key: callTask },
    aChange({ state: initial, entry: anEntry({ feature: 'media-streams', key: callTask }) }),
  )
  const tokenOf = (address: string) => address.split('/j/')[1] ?? ''
  return {
    app: house.app,
    ids: { escalation: video.id, transfer: id },
    secrets: {
      'customer’s link': tokenOf(linkTo(video.id)),
      'agent’s pass': tokenOf(pass),
    } as Readonly<Record<string, string>>,
  }
}

function transfersOver(store: ReturnType<typeof createMemoryStore>) {
  const act = actOn(store, featureNamed(transferFeature, { TWILIO_TRANSFER_WORKFLOW_SID: sid('WW', 1) }))
  return createTransfers(store, act, () => true)
}

function callsOver(store: ReturnType<typeof createMemoryStore>) {
  const feature = featureNamed(callFeature, streaming())
  const act = actOn(store, feature)
  return createCalls({ store, eventFrom: (fact) => feature.eventFrom(fact), act, isReady: () => true })
}

async function requestsOver(store: ReturnType<typeof createMemoryStore>) {
  const act = actOn(store, featureNamed(requestFeature, { VIDEO_REQUESTS: 'on' }))
  const head = { key: conversationSid, at: askedAt }
  await act({ ...head, id: 'opened', type: 'assignment.opened', assignment: bens })
  await act({ ...head, id: 'asked', type: 'video-request.received', role: 'customer' })
  return createVideoRequests(store, act, () => true)
}

function featureNamed(wanted: string, environment: Readonly<Record<string, string>>): Registered {
  const feature = createFeatures(aConfig(environment), aTwilio(), async () => {}).find(({ name }) => name === wanted)
  if (!feature) throw new Error(`${wanted} is off`)
  return feature
}

const actOn = (store: ReturnType<typeof createMemoryStore>, feature: Registered) =>
  createAct(feature, { store, mutex: createMutexes(), handOver: async () => {}, note: () => {} }, () => true)

/** Each agent has a task, and only their own. */
function twilioWithTasks() {
  const tasks: Readonly<Record<string, { workerSid: string; conversationSid: string }>> = {
    [bens.taskSid]: { workerSid: participants.ben.workerSid, conversationSid },
    [carasTask]: { workerSid: everybody.cara.workerSid, conversationSid: carasConversation },
  }
  const { workerSid } = participants.ben
  return aTwilio({
    callAssignmentsOf: async (taskSid) => [
      { taskSid, reservationSid: sid('WR', 4), workerSid, direction: 'inbound', callSid: sid('CA', 4), at: 1 },
    ],
    interactionParticipants: async () => [
      { participantSid: sid('UT', 2), kind: 'agent', workerSid: participants.ben.workerSid, taskSid: bens.taskSid },
      { participantSid: sid('UT', 1), kind: 'agent', workerSid: participants.sue.workerSid, taskSid: sid('WT', 9) },
    ],
    findTask: async (taskSid) => {
      const task = tasks[taskSid]
      return task && { taskSid, isOpen: true, conversationSid: task.conversationSid }
    },
    readTask: async (taskSid) => {
      const task = tasks[taskSid]
      return (
        task && {
          taskSid,
          conversationSid: task.conversationSid,
          status: 'assigned',
          taskChannel: 'chat',
          attributes: '{}',
          interactionSid: sid('KD', 1),
          channelSid: sid('UO', 1),
        }
      )
    },
    assignmentOf: async (taskSid, workerSid) =>
      tasks[taskSid]?.workerSid === workerSid
        ? { ...bens, taskSid, workerSid, interactionSid: sid('KD', 1), channelSid: sid('UO', 1) }
        : undefined,
    worker: async (workerSid) => ({ kind: 'worker', sid: workerSid, name: 'Cara', isAvailable: true }),
  })
}
