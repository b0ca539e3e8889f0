import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator

describe('workspaces, activities and task channels over REST', () => {
  beforeAll(async () => {
    simulator = await startSimulator()
    await simulator.control('POST', '/seed')
  })
  afterAll(() => simulator.stop())

  const stored = () => {
    const [workspace] = simulator.cloud.taskrouter.workspaces.values()
    if (workspace === undefined) throw new Error('not seeded')
    return workspace
  }
  const rest = () => simulator.sdk.taskrouter.v1.workspaces(stored().sid)

  it('makes an activity for workers, and does not delete it while a worker is in it', async () => {
    const lunch = await rest().activities.create({ friendlyName: 'Lunch', available: false })
    const [worker] = stored().workers.keys()
    await rest().workers(String(worker)).update({ activitySid: lunch.sid })
    await expect(rest().activities(lunch.sid).remove()).rejects.toMatchObject({ status: 400 })
    await rest().workers(String(worker)).update({ activitySid: stored().defaultActivitySid })
    expect(await rest().activities(lunch.sid).remove()).toBe(true)
    await expect(rest().activities(stored().defaultActivitySid).remove()).rejects.toMatchObject({ status: 400 })
  })

  it('gives every worker a share of a new task channel, and removes it with the channel', async () => {
    await rest().taskChannels.create({ friendlyName: 'Fax', uniqueName: 'fax' })
    const [worker] = stored().workers.keys()
    const ofWorker = async () =>
      (await rest().workers(String(worker)).workerChannels.list()).map((each) => each.taskChannelUniqueName)
    expect(await ofWorker()).toContain('fax')
    await rest().taskChannels('fax').remove()
    expect(await ofWorker()).not.toContain('fax')
  })

  it('makes and deletes a workspace, and refuses with a gap what it would route otherwise', async () => {
    const made = await simulator.sdk.taskrouter.v1.workspaces.create({ friendlyName: 'another' })
    expect(await simulator.sdk.taskrouter.v1.workspaces(made.sid).remove()).toBe(true)
    const workspaces = '/taskrouter/v1/Workspaces'
    const refused = await simulator.rest('POST', workspaces, { FriendlyName: 'x', PrioritizeQueueOrder: 'LIFO' })
    expect([refused.status, refused.headers.get('x-simulator-gap')]).toEqual([501, 'the order LIFO'])
  })
})
