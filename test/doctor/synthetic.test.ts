import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { readAccount, readConfig } from '../../src/config.ts'
import { runSynthetic } from '../../src/doctor/synthetic/run-synthetic.ts'
import { sdkFrom } from '../../src/twilio/from-config.ts'
import { project } from '../../tools/project.ts'
import { quietCommand } from '../../tools/quiet-command.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre()
})
afterEach(() => Promise.all([centre.sim.noFaults(), centre.sim.noWebhookFaults()]))
afterAll(() => centre?.stop())

const sdk = () => sdkFrom(readAccount({ ...centre.env }), () => undefined)

/** All resources of this kind that a run could leave behind. */
async function left(): Promise<readonly string[]> {
  const { taskrouter, conversations } = sdk()
  const workspace = taskrouter.v1.workspaces(centre.env['TWILIO_WORKSPACE_SID'] ?? '')
  const chats = conversations.v1.services(centre.env['TWILIO_CHAT_SERVICE_SID'] ?? '').conversations
  const [queues, workflows, workers, tasks, talks] = await Promise.all([
    workspace.taskQueues.list(),
    workspace.workflows.list(),
    workspace.workers.list(),
    workspace.tasks.list(),
    chats.list(),
  ])
  const open = (await centre.sim.rooms()).filter(({ status }) => status === 'in-progress')
  return [...queues, ...workflows, ...workers, ...tasks, ...talks, ...open].map(({ sid }) => sid).sort()
}

type Choice = {
  readonly withinMs?: number
  readonly env?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

async function run({ withinMs = 30_000, env = {}, signal }: Choice = {}) {
  const account = readAccount({ ...centre.env, ...env })
  const results = await runSynthetic(
    {
      account,
      sdk: sdk(),
      workspaceSid: account.TWILIO_WORKSPACE_SID,
      chatServiceSid: account.TWILIO_CHAT_SERVICE_SID,
      transferWorkflowSid: account.TWILIO_TRANSFER_WORKFLOW_SID,
      environment: [],
      retired: [],
      server: readConfig({ ...centre.env, ...env }),
      redisUrl: undefined,
      now: Date.now,
    },
    randomUUID().replaceAll('-', ''),
    { withinMs, signal },
  )
  return results.map(({ name, findings }) => [name, ...findings.map(({ what }) => what)].join(': '))
}

it('a run plays one escalation with one room from the command to the end, and leaves nothing behind', async () => {
  const before = await left()
  const { ok, stdout } = await quietCommand(process.execPath, [join(project.root, 'tools/doctor.ts'), '--synthetic'], {
    env: { ...process.env, ...centre.env },
  })
  const steps = stdout.split('\n').filter((line) => line.includes('synthetic'))
  expect(steps).toEqual([
    '✓  synthetic, an agent accepts',
    '✓  synthetic, /video is accepted',
    '✓  synthetic, a room is made',
    '✓  synthetic, the invite opens',
    '✓  synthetic, all ends with the task',
    '✓  synthetic, cleaning up',
  ])
  expect(ok).toBe(true)
  expect(await left()).toEqual(before)
  const made = (await centre.journal()).filter((each) => each['change'] === 'room.created')
  expect(made).toHaveLength(1)
})

it('a run names the step that failed within its time, stops there, and leaves nothing behind', async () => {
  const before = await left()
  await centre.sim.fault({ kind: 'status', status: 400, code: 53119, product: 'video', method: 'POST', path: 'Rooms$' })
  expect(await run({ withinMs: 3_000 })).toEqual([
    'synthetic, an agent accepts',
    'synthetic, /video is accepted',
    'synthetic, a room is made: No room is made within 3 s',
    'synthetic, cleaning up',
  ])
  expect(await left()).toEqual(before)
})

it('a run reports a room that outlives the task, and closes the room itself', async () => {
  const before = await left()
  await centre.sim.webhookFault({ kind: 'drop', event: '^(task|reservation)\\.(wrapup|completed|deleted|canceled)$' })
  // Room and invite have the same limit, and the server learns of a new worker some seconds late.
  expect((await run({ withinMs: 15_000 })).slice(-2)).toEqual([
    "synthetic, all ends with the task: The room is not closed within 15 s of the task's end",
    'synthetic, cleaning up',
  ])
  expect(await left()).toEqual(before)
})

it('a run stops before the next step when it is told to, and leaves nothing behind', async () => {
  const before = await left()
  await centre.sim.fault({ kind: 'status', status: 400, code: 53119, product: 'video', method: 'POST', path: 'Rooms$' })
  const since = await centre.last()
  const stopping = new AbortController()
  const running = run({ withinMs: 600_000, signal: stopping.signal })
  await until('no room is made', async () => (await centre.journal(since)).some((each) => each['fault'] === 'status'))
  stopping.abort()
  const lines = await running
  expect(lines.at(-1)).toBe('synthetic, cleaning up')
  expect(lines).not.toContain('synthetic, the invite opens')
  expect(await left()).toEqual(before)
})

it('a run reports a server that refuses the command', async () => {
  const PUBLIC_URL = centre.serverUrl.replace('127.0.0.1', 'localhost')
  expect(await run({ env: { PUBLIC_URL } })).toEqual([
    'synthetic, an agent accepts',
    'synthetic, /video is accepted: The server does not accept the command: it answers 403',
    'synthetic, cleaning up',
  ])
})

it('a run names the reason when its stage cannot be set up, and the resources that it could not remove', async () => {
  const before = await left()
  await centre.sim.fault({ kind: 'status', status: 403, product: 'taskrouter', method: 'POST', path: 'Workers$' })
  await centre.sim.fault({ kind: 'status', status: 403, product: 'taskrouter', method: 'DELETE', path: 'TaskQueues' })
  const [stage, cleaning] = await run()
  expect(stage).toContain('synthetic, stage: It could not be set up')
  expect(cleaning).toMatch(/^synthetic, cleaning up: The queue WQ[0-9a-f]{32} could not be removed/)
  const queue = await until('the queue is listed', async () => (await left()).find((each) => !before.includes(each)))
  expect(cleaning).toContain(queue)
})
