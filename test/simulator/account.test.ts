import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fakeAccount } from '../../simulator/cloud/account.ts'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
let workspaceSid: string
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await simulator.control('POST', '/reset')
  workspaceSid = String((await simulator.control('POST', '/seed', { workers: [] })).body['workspaceSid'])
})

const workspace = () => simulator.sdk.taskrouter.v1.workspaces(workspaceSid)
const key = `Basic ${Buffer.from(`${fakeAccount.apiKeySid}:${fakeAccount.apiKeySecret}`).toString('base64')}`
const conferences = async (host: string) => {
  const path = `/${host}/2010-04-01/Accounts/${fakeAccount.accountSid}/Conferences.json`
  return (await simulator.app.request(path, { headers: { authorization: key } })).status
}

describe('an API key', () => {
  it('is accepted in its own region, and in no other', async () => {
    const hosts = ['api', 'api.dublin.ie1', 'api.sydney.au1']
    expect(await Promise.all(hosts.map(conferences))).toEqual([200, 401, 401])
    await simulator.control('POST', '/api-key', { region: 'ie1' })
    expect(await Promise.all(hosts.map(conferences))).toEqual([401, 200, 401])
    await simulator.control('POST', '/reset')
    expect(await conferences('api')).toBe(200)
  })
})

describe('every answer', () => {
  it('has the time of the simulated clock', async () => {
    await simulator.control('POST', '/clock', { advanceMs: 3_600_000 })
    const answer = await simulator.rest('GET', '/taskrouter/v1/Workspaces')
    const ahead = Date.parse(answer.headers.get('date') ?? '') - Date.now()
    expect(ahead).toBeGreaterThan(3_500_000)
  })
})

describe('a webhook', () => {
  it('is removed by an empty address, and its filters stay', async () => {
    const service = simulator.sdk.conversations.v1.services(simulator.cloud.conversations.defaultServiceSid)
    const webhooks = service.configuration.webhooks()
    await webhooks.update({ postWebhookUrl: 'https://example.com/c', filters: ['onMessageAdded'] })
    expect((await webhooks.update({ postWebhookUrl: '' })).postWebhookUrl).toBeNull()
    expect((await webhooks.fetch()).filters).toEqual(['onMessageAdded'])
  })
})

describe('a workflow and its queue', () => {
  it('can be deleted when no task is open, the queue when no workflow uses it', async () => {
    const queue = await workspace().taskQueues.create({ friendlyName: 'Nobody', targetWorkers: '1==2' })
    const configuration = JSON.stringify({ task_routing: { filters: [], default_filter: { queue: queue.sid } } })
    const workflow = await workspace().workflows.create({ friendlyName: 'To nobody', configuration })
    const task = await workspace().tasks.create({ workflowSid: workflow.sid, taskChannel: 'chat', attributes: '{}' })
    const [flow, line] = [workspace().workflows(workflow.sid), workspace().taskQueues(queue.sid)]
    await expect(line.remove()).rejects.toMatchObject({ status: 400 })
    await expect(flow.remove()).rejects.toMatchObject({ status: 400 })
    await workspace().tasks(task.sid).remove()
    expect([await flow.remove(), await line.remove()]).toEqual([true, true])
    await expect(flow.fetch()).rejects.toMatchObject({ status: 404 })
    await expect(line.fetch()).rejects.toMatchObject({ status: 404 })
  })
})
