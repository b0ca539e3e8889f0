import { Hono } from 'hono'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { postEvents } from '../conversations/events.ts'
import { escapeIdentity, workerIdentity } from '../flex/identity.ts'
import { flexProject } from '../flex/project.ts'
import { issueFlexToken } from '../iam/issue-token.ts'
import { readAttributes } from '../taskrouter/attributes.ts'
import type { Worker, Workspace } from '../taskrouter/model.ts'
import { addWorker, createWorker } from '../taskrouter/workers.ts'
import { requireWorkspace } from '../taskrouter/workspace.ts'
import { present } from './control-error.ts'
import { readBody } from './read-body.ts'

const seedWorker = z.strictObject({
  name: z.string().min(1),
  identity: z.string().min(1).optional(),
  fullName: z.string().optional(),
  roles: z.array(z.string()).optional(),
  skills: z.array(z.string()).optional(),
  chatCapacity: z.number().int().min(0).max(65_536).optional(),
  voiceCapacity: z.number().int().min(0).max(65_536).optional(),
})

const seed = z.strictObject({
  workers: z.array(seedWorker).optional(),
  /** Adds this many offline workers, `Crowd 1`, `Crowd 2`, …, without events. */
  crowd: z.number().int().min(0).max(100_000).optional(),
  /** Base URL for webhook URLs that are given as a path. */
  publicUrl: z.url().optional(),
  conversationsWebhookUrl: z.string().optional(),
  conversationsFilters: z.array(z.enum(postEvents)).optional(),
  taskrouterWebhookUrl: z.string().optional(),
  callStatusCallback: z.string().optional(),
  conferenceStatusCallback: z.string().optional(),
  eventsFilter: z.union([z.string(), z.array(z.string())]).optional(),
})

const newToken = z.strictObject({
  workerSid: z.string().optional(),
  roles: z.array(z.string()).optional(),
  ttlSeconds: z.number().optional(),
  realm: z.string().optional(),
})

const usualWorkers: readonly z.output<typeof seedWorker>[] = [
  { name: 'ada@example.com', fullName: 'Ada', skills: ['support'] },
  { name: 'ben@example.com', fullName: 'Ben', skills: ['support', 'sales'] },
  { name: 'sue@example.com', fullName: 'Sue', roles: ['supervisor'], skills: ['sales'] },
]

const workday = 8 * 3600

/** Sets up a Flex project with its workers and webhooks, and issues tokens for them. */
export function seedControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.post('/seed', async (c) => {
    const given = await readBody(c, seed)
    // The workers count as old, so that lagging reads show them.
    return c.json(cloud.asIfLong(() => plant(cloud, given)))
  })
  app.post('/tokens', async (c) => {
    const { workerSid, roles, ttlSeconds } = await readBody(c, newToken)
    const { workers } = requireWorkspace(cloud, flexProject(cloud).workspaceSid)
    const worker = workerSid === undefined ? undefined : present(workers.get(workerSid), 'worker', workerSid)
    return c.json({ token: tokenFor(cloud, worker, roles, ttlSeconds) })
  })
  return app
}

function plant(cloud: Cloud, given: z.output<typeof seed>) {
  const project = flexProject(cloud)
  const workspace = requireWorkspace(cloud, project.workspaceSid)
  const absolute = (url: string): string => (given.publicUrl === undefined ? url : new URL(url, given.publicUrl).href)
  const service = cloud.conversations.services.get(cloud.conversations.defaultServiceSid)
  if (given.conversationsWebhookUrl !== undefined && service !== undefined) {
    service.webhook.postWebhookUrl = absolute(given.conversationsWebhookUrl)
    service.webhook.filters = given.conversationsFilters ?? postEvents
  }
  if (given.taskrouterWebhookUrl !== undefined) workspace.eventCallbackUrl = absolute(given.taskrouterWebhookUrl)
  const { settings } = cloud.voice
  if (given.callStatusCallback !== undefined) settings.callStatusCallback = absolute(given.callStatusCallback)
  if (given.conferenceStatusCallback !== undefined) {
    settings.conferenceStatusCallback = absolute(given.conferenceStatusCallback)
  }
  if (given.eventsFilter !== undefined) workspace.eventsFilter = [given.eventsFilter].flat().join(',')
  for (let n = 1; n <= (given.crowd ?? 0); n++) {
    const attributes = JSON.stringify({ contact_uri: `client:crowd_2D${n}_40example_2Ecom`, full_name: `Crowd ${n}` })
    const activitySid = workspace.defaultActivitySid
    addWorker(cloud, workspace, { friendlyName: `crowd-${n}@example.com`, attributes, activitySid })
  }
  const workers = (given.workers ?? usualWorkers).map((each) => hire(cloud, workspace, each))
  return {
    accountSid: cloud.account.accountSid,
    workspaceSid: workspace.sid,
    chatServiceSid: cloud.conversations.defaultServiceSid,
    workflowSid: project.workflowSid,
    transferWorkflowSid: project.transferWorkflowSid,
    queueSid: project.queueSid,
    queues: [...workspace.queues.values()].map(({ sid, friendlyName }) => ({ sid, name: friendlyName })),
    flexInstanceSid: project.instanceSid,
    workers: workers.map((worker) => ({
      sid: worker.sid,
      name: worker.friendlyName,
      identity: workerIdentity(worker),
      fullName: readAttributes(worker.attributes)['full_name'],
      token: tokenFor(cloud, worker, undefined, workday),
    })),
  }
}

function hire(cloud: Cloud, workspace: Workspace, given: z.output<typeof seedWorker>): Worker {
  const available = [...workspace.activities.values()].find((activity) => activity.available)
  // Agents have practically unlimited capacity unless the seed limits it: most tests are about something else.
  const capacity = given.chatCapacity ?? 65_536
  const voice = given.voiceCapacity ?? 65_536
  return createWorker(cloud, workspace, {
    friendlyName: given.name,
    activitySid: available?.sid ?? workspace.defaultActivitySid,
    capacity: { chat: capacity, sms: capacity, voice },
    attributes: JSON.stringify({
      contact_uri: `client:${given.identity ?? escapeIdentity(given.name)}`,
      full_name: given.fullName ?? given.name,
      roles: given.roles ?? ['agent'],
      routing: { skills: given.skills ?? [], levels: {} },
    }),
  })
}

function tokenFor(
  cloud: Cloud,
  worker: Worker | undefined,
  roles: readonly string[] | undefined,
  ttlSeconds = workday,
): string {
  const own = worker === undefined ? undefined : readAttributes(worker.attributes)['roles']
  const ownRoles = Array.isArray(own) ? own.filter((role) => typeof role === 'string') : ['admin']
  return issueFlexToken(cloud, {
    identity: worker === undefined ? 'admin' : workerIdentity(worker),
    realmUserId: worker?.friendlyName ?? 'admin',
    roles: roles ?? ownRoles,
    workerSid: worker?.sid ?? null,
    expiresAt: cloud.clock.now() + ttlSeconds * 1000,
  })
}
