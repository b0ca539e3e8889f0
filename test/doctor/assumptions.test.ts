import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { readAccount } from '../../src/config.ts'
import { assumptions } from '../../src/doctor/assumptions/index.ts'
import { reportOf } from '../../src/doctor/assumptions/report.ts'
import { runAssumptions } from '../../src/doctor/assumptions/run-assumptions.ts'
import { sdkFrom } from '../../src/twilio/from-config.ts'
import { project } from '../../tools/project.ts'
import { quietCommand } from '../../tools/quiet-command.ts'
import { until } from '../../tools/until.ts'
import { anAccount } from '../support/an-account.ts'

let account: Awaited<ReturnType<typeof anAccount>>
beforeAll(async () => {
  account = await anAccount()
})
beforeEach(async () => {
  await account.sim.call('POST', '/reset')
  await account.sim.call('POST', '/seed', {})
  await account.sim.voice({ media: false })
})
afterEach(() => account.sim.noFaults())
afterAll(() => account?.stop())

const parties = { from: '+15550000001', to: '+15550000002' }
const every = assumptions(parties)
const seen = every.flatMap((each) => ('look' in each ? [each.id] : []))

async function run({ withinMs = 4_000, signal }: { readonly withinMs?: number; readonly signal?: AbortSignal } = {}) {
  const config = readAccount(account.env)
  const { looked, cleaning } = await runAssumptions(
    {
      account: config,
      sdk: sdkFrom(config, () => undefined),
      workspaceSid: config.TWILIO_WORKSPACE_SID,
      chatServiceSid: config.TWILIO_CHAT_SERVICE_SID,
      transferWorkflowSid: config.TWILIO_TRANSFER_WORKFLOW_SID,
      environment: [],
      retired: [],
      server: undefined,
      redisUrl: undefined,
      now: Date.now,
    },
    every,
    { word: randomUUID().replaceAll('-', ''), patience: { withinMs, signal } },
  )
  const of = (is: string) => looked.filter((each) => each.is === is).map(({ id }) => id)
  return { looked, cleaning: cleaning.findings.map(({ what }) => what), of }
}

/** All resources of these kinds, except Flex's finished tasks, which Twilio removes by itself. */
async function left(): Promise<readonly string[]> {
  const { cloud } = account.simulator
  const [workspace] = cloud.taskrouter.workspaces.values()
  if (!workspace) throw new Error('Nothing was seeded')
  const tasks = [...workspace.tasks.values()].filter(({ status }) => !['completed', 'canceled'].includes(status))
  const rooms = [...cloud.video.rooms.values()].filter(({ status }) => status === 'in-progress')
  const calls = [...cloud.voice.calls.values()].filter(({ status }) => status === 'in-progress')
  const channels = [...cloud.flex.interactions.values()]
    .flatMap((each) => [...each.channels.values()])
    .filter(({ status }) => status === 'active')
  const others = [workspace.queues, workspace.workflows, workspace.workers, workspace.channels]
  const made = others.flatMap((each) => [...each.values()].map(({ sid }) => sid))
  const chats = [...cloud.conversations.conversations.keys()]
  return [...made, ...chats, ...[...tasks, ...rooms, ...calls, ...channels].map(({ sid }) => sid)].sort()
}

it('all hold in a simulated account, and the doctor removes everything that it made', async () => {
  const before = await left()
  const { of, cleaning } = await run()
  expect(of('holds')).toEqual(seen)
  expect(of('untrue')).toEqual([])
  expect(cleaning).toEqual([])
  expect(await left()).toEqual(before)
})

it.each(seen)('a check reports that %s is untrue, and no other, and leaves nothing behind', async (id) => {
  const before = await left()
  // Seeded resources are old.
  await account.sim.clock({ advanceMs: 60_000 })
  await account.sim.untrue(id)
  const { of, cleaning } = await run({ withinMs: id === 'reads-catch-up' ? 14_000 : 4_000 })
  expect(of('untrue')).toEqual([id])
  expect(cleaning).toEqual([])
  expect(await left()).toEqual(before)
})

it.each([
  ['Workers$', 'POST'],
  ['/Tasks$', 'POST'],
  ['/Interactions$', 'POST'],
  ['/Rooms$', 'POST'],
  ['/Calls.json$', 'POST'],
  ['/Events$', 'GET'],
])('leaves nothing behind when Twilio refuses %s', async (path, method) => {
  const before = await left()
  await account.sim.fault({ kind: 'status', status: 403, method, path })
  const { of, cleaning } = await run()
  expect(of('untrue')).toEqual([])
  expect([...of('unclear'), ...of('unseen')].length).toBeGreaterThan(every.length - seen.length)
  expect(cleaning).toEqual([])
  expect(await left()).toEqual(before)
})

it('a check that is stopped in the middle leaves nothing behind, and reports nothing as untrue', async () => {
  const before = await left()
  await account.sim.untrue('changed-task-is-rerouted')
  const stopping = new AbortController()
  const since = (await account.sim.journal(Number.MAX_SAFE_INTEGER)).last
  const running = run({ withinMs: 600_000, signal: stopping.signal })
  const isWaiting = async () =>
    (await account.sim.journal(since)).entries.some((each) => each['change'] === 'task.updated')
  await until('it waits for a task to be rerouted', isWaiting)
  stopping.abort()
  const { of, cleaning } = await running
  expect(of('untrue')).toEqual([])
  expect(of('unclear')).toContain('changed-task-is-rerouted')
  expect(cleaning).toEqual([])
  expect(await left()).toEqual(before)
})

it('a check names the resources that it could not remove', async () => {
  await account.sim.fault({ kind: 'status', status: 403, product: 'taskrouter', method: 'DELETE', path: 'TaskQueues' })
  const { cleaning } = await run()
  expect(cleaning).toHaveLength(2)
  expect(cleaning.join()).toMatch(/The queue WQ[0-9a-f]{32} could not be removed/)
})

it('the report has ids and observations, and no SID, number, name or secret', async () => {
  await account.sim.untrue('task-version-is-etag')
  const { looked } = await run()
  const report = reportOf(looked, new Date('2026-11-30T11:00:00Z'))
  expect(JSON.parse(report.replace('report: ', ''))).toEqual({
    at: '2026-11-30',
    assumptions: Object.fromEntries(every.map(({ id }) => [id, { is: expect.any(String), saw: expect.any(String) }])),
  })
  expect(report).toContain('"task-version-is-etag":{"is":"untrue","saw":"version 3 in the event, ETag 2"}')
  expect(report).not.toMatch(/[A-Z]{2}[0-9a-f]{32}|\+1555|Basic|@|secret/)
})

const doctor = (...flags: readonly string[]) =>
  quietCommand(process.execPath, [join(project.root, 'tools/doctor.ts'), ...flags], {
    env: { ...process.env, ...account.env },
  })

it('the doctor checks assumptions behind its flag with one report; without the flag it makes nothing in the account', async () => {
  const since = (await account.sim.journal(Number.MAX_SAFE_INTEGER)).last
  const plain = await doctor()
  expect(plain.stdout).not.toContain('assumption')
  const asked = (await account.sim.journal(since)).entries.filter(({ kind }) => kind === 'request')
  expect(asked.filter((each) => each['method'] !== 'GET')).toEqual([])
  const { stdout, output } = await doctor('--assumptions')
  expect(output).not.toContain('Error')
  expect(stdout).toContain('✓  assumption task-version-is-etag\n')
  expect(stdout).toContain('–  assumption older-connection-leaves: not looked at (needs two browsers)')
  expect(stdout).toContain('–  assumption taken-stream-name-is-said: not looked at (needs a call')
  expect(stdout.match(/^report: /gm)).toHaveLength(1)
})

it('the doctor leaves nothing behind when Ctrl-C stops it in the middle', async () => {
  const before = await left()
  await account.sim.untrue('changed-task-is-rerouted')
  const since = (await account.sim.journal(Number.MAX_SAFE_INTEGER)).last
  const env = { ...process.env, ...account.env }
  const running = spawn(process.execPath, [join(project.root, 'tools/doctor.ts'), '--assumptions'], { env })
  const ended = once(running, 'exit')
  await until('it waits for a task to be rerouted', async () =>
    (await account.sim.journal(since)).entries.some((each) => each['change'] === 'task.updated'),
  )
  running.kill('SIGINT')
  const [exitCode] = await ended
  expect(exitCode).toBe(1) // of the checks before: nothing is set up here
  expect(await left()).toEqual(before)
})
