import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readAccount } from '../../src/config.ts'
import { checks } from '../../src/doctor/checks/index.ts'
import { examine } from '../../src/doctor/examine.ts'
import { sdkFrom } from '../../src/twilio/from-config.ts'
import { createTransferRouting, readQueues } from '../../src/twilio/transfer-routing.ts'
import { everyoneIn, transferWorkflow } from '../../src/twilio/transfer-workflow.ts'
import { anAccount } from '../support/an-account.ts'
import { sid } from '../support/an-assignment.ts'

let account: Awaited<ReturnType<typeof anAccount>>
beforeAll(async () => {
  account = await anAccount()
})
afterAll(() => account.stop())
beforeEach(async () => {
  await account.sim.call('POST', '/reset')
  await account.sim.call('POST', '/seed', {})
})

const ofAccount = [
  'environment',
  'credentials',
  'workspace',
  'chat service',
  'transfer workflow',
  'queues of transfers',
  'transfers to one worker',
  'chat identities of workers',
]

type Env = Readonly<Record<string, string | undefined>>

const sdkWith = (env: Env) => sdkFrom(readAccount({ ...account.env, ...env }), () => undefined)
async function findings(env: Env = {}, environment: readonly string[] = []) {
  const config = readAccount({ ...account.env, ...env })
  const results = await examine(
    {
      account: config,
      sdk: sdkWith(env),
      workspaceSid: config.TWILIO_WORKSPACE_SID,
      chatServiceSid: config.TWILIO_CHAT_SERVICE_SID,
      transferWorkflowSid: config.TWILIO_TRANSFER_WORKFLOW_SID,
      environment,
      retired: [],
      server: undefined,
      redisUrl: undefined,
      now: Date.now,
    },
    // The others check a server as well: account.test.ts and server.test.ts.
    checks.filter(({ name }) => ofAccount.includes(name)),
  )
  return {
    said: results.flatMap(({ name, findings }) => findings.map(({ what }) => `${name}: ${what}`)),
    skipped: results.flatMap(({ name, notLookedAt }) => (notLookedAt === undefined ? [] : [name])),
  }
}

describe('the doctor', () => {
  it('finds nothing in a seeded account, and skips nothing', async () => {
    expect(await findings()).toEqual({ said: [], skipped: [] })
  })

  it('reports problems of the environment', async () => {
    expect((await findings({}, ['JOIN_LINK_SECRET is missing'])).said).toEqual([
      'environment: JOIN_LINK_SECRET is missing',
    ])
  })

  it('skips all other checks when the credentials are not accepted', async () => {
    const { said, skipped } = await findings({ TWILIO_API_KEY_SECRET: 'another-secret-of-this-test' })
    expect(said).toEqual(['credentials: Twilio does not accept the API key'])
    expect(skipped).toEqual(ofAccount.filter((name) => !['environment', 'credentials'].includes(name)))
  })

  it.each([
    ['TWILIO_WORKSPACE_SID', 'WS', 'workspace: There is no workspace'],
    ['TWILIO_CHAT_SERVICE_SID', 'IS', 'chat service: There is no Conversations service'],
    ['TWILIO_TRANSFER_WORKFLOW_SID', 'WW', 'transfer workflow: There is no workflow'],
  ])('names a %s that does not exist', async (name, prefix, said) => {
    const found = await findings({ [name]: sid(prefix, 99) })
    expect(found.said).toHaveLength(1)
    expect(found.said[0]).toContain(said)
  })

  it('skips the three checks of transfers when transfers are off', async () => {
    const { said, skipped } = await findings({ TWILIO_TRANSFER_WORKFLOW_SID: undefined })
    expect(said).toEqual([])
    expect(skipped).toEqual(['transfer workflow', 'queues of transfers', 'transfers to one worker'])
  })

  it('names a default filter; else each queue that no filter reaches, and a missing filter for one worker', async () => {
    const [first] = await readQueues(sdkWith({}), account.env.TWILIO_WORKSPACE_SID)
    await account.route({ task_routing: { filters: [], default_filter: { queue: first?.sid ?? '' } } })
    const { said, skipped } = await findings()
    expect(said).toEqual(['transfer workflow: The transfer workflow has a default filter'])
    expect(skipped).toEqual(['queues of transfers', 'transfers to one worker'])
    await account.route({ task_routing: { filters: [] } })
    const lost = (await findings()).said
    expect(lost).toHaveLength(5)
    for (const name of ['Everyone', 'Chat', 'Support', 'Sales']) expect(lost.join()).toContain(`the queue "${name}"`)
    expect(lost.at(-1)).toContain('has no filter for one worker')
  })

  it('hints that one worker is looked for in one queue only', async () => {
    const queues = await readQueues(sdkWith({}), account.env.TWILIO_WORKSPACE_SID)
    const support = queues.find(({ name }) => name === 'Support')
    if (!support) throw new Error('No Support')
    await account.route(transferWorkflow(queues, support))
    expect((await findings()).said).toEqual([
      'transfers to one worker: Transfers to one worker use the queue "Support" only, which is for routing.skills HAS "support"',
    ])
  })

  it('reports that Twilio cannot be reached', async () => {
    await account.sim.fault({ kind: 'status', status: 503, product: 'conversations' })
    expect((await findings()).said).toEqual([expect.stringContaining('chat service: The request to Twilio failed')])
  })
})

describe('readiness', () => {
  const wrong = (env: Env = {}) => {
    const config = readAccount({ ...account.env, ...env })
    const workflowSid = config.TWILIO_TRANSFER_WORKFLOW_SID ?? ''
    return createTransferRouting(sdkWith(env), { workspaceSid: config.TWILIO_WORKSPACE_SID, workflowSid })
  }

  it('has no problem with a workflow that can be read', async () => {
    expect(await wrong().whatIsWrong()).toBeUndefined()
  })

  it('names a workflow that does not exist, and says when Twilio is not reachable', async () => {
    expect(await wrong({ TWILIO_TRANSFER_WORKFLOW_SID: sid('WW', 99) }).whatIsWrong()).toBe(
      'there is no workflow TWILIO_TRANSFER_WORKFLOW_SID',
    )
    await account.sim.fault({ kind: 'status', status: 503, product: 'taskrouter' })
    expect(await wrong().whatIsWrong()).toBe('not reachable')
  })

  it('makes one request to Twilio for six questions in a row', async () => {
    const routing = wrong()
    const before = (await account.sim.journal()).last
    await routing.whatIsWrong()
    for (let i = 0; i < 5; i += 1) await routing.whatIsWrong()
    const { entries } = await account.sim.journal(before)
    expect(entries.filter(({ kind }) => kind === 'request')).toHaveLength(1)
  })
})

describe('the generated workflow, at the simulated Twilio', () => {
  const transferred = async (attributes: object) => {
    const task = await account.workspace.tasks.create({
      workflowSid: account.env.TWILIO_TRANSFER_WORKFLOW_SID,
      taskChannel: 'chat',
      attributes: JSON.stringify({ workerSidsInConversation: [], ...attributes }),
    })
    const offered = await account.workspace.tasks(task.sid).reservations.list()
    const { assignmentStatus, taskQueueFriendlyName } = await account.workspace.tasks(task.sid).fetch()
    return { assignmentStatus, queue: taskQueueFriendlyName, workers: offered.map(({ workerName }) => workerName) }
  }
  beforeEach(async () => {
    await account.sim.call('POST', '/queues', { name: 'Night' })
    const queues = await readQueues(sdkWith({}), account.env.TWILIO_WORKSPACE_SID)
    const everyone = everyoneIn(queues)
    if (!everyone) throw new Error('No Everyone')
    await account.route(transferWorkflow(queues, everyone))
  })

  it('offers a transfer to a worker to that worker alone', async () => {
    for (const worker of await account.workspace.workers.list()) {
      const { workers } = await transferred({ transferTargetType: 'worker', transferTargetSid: worker.sid })
      expect(workers).toEqual([worker.friendlyName])
    }
  })

  it('offers a transfer to a queue in that queue, and not to a worker who is in the conversation', async () => {
    const ada = (await account.workspace.workers.list()).find(({ friendlyName }) => friendlyName.startsWith('ada'))
    for (const queue of await account.workspace.taskQueues.list()) {
      const found = await transferred({
        transferTargetType: 'queue',
        transferTargetSid: queue.sid,
        workerSidsInConversation: [ada?.sid],
      })
      expect(found.queue).toBe(queue.friendlyName)
      expect(found.assignmentStatus).toBe(queue.friendlyName === 'Night' ? 'pending' : 'reserved')
      expect(found.workers).not.toContain('ada@example.com')
    }
  })

  it('cancels a transfer without a target', async () => {
    expect((await transferred({ transferTargetType: 'none' })).assignmentStatus).toBe('canceled')
    expect((await transferred({})).assignmentStatus).toBe('canceled')
  })
})
