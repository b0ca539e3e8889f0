import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { twilioFrom } from '../../src/twilio/from-config.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import { createTaskVersions, type TaskAt } from '../../src/twilio/task-versions.ts'
import { anAccount } from '../support/an-account.ts'

const task = (version: string, attributes = '{}'): TaskAt => ({ version, attributes })
const agreeing = (versions: ReturnType<typeof createTaskVersions>, tasks = ['WT1', 'WT2', 'WT3']) => {
  for (const each of tasks) versions.compare(each, task('4'), task('4'))
}

describe('the version in an event', () => {
  it('is trusted after three tasks whose event and ETag agreed, and not after three reads of one', () => {
    const versions = createTaskVersions()
    agreeing(versions, ['WT1', 'WT1', 'WT1', 'WT2'])
    expect(versions.areTrusted()).toBe(false)
    agreeing(versions, ['WT3'])
    expect(versions.areTrusted()).toBe(true)
  })

  it('has to be proved anew when the attributes are the same and the versions differ', () => {
    const versions = createTaskVersions()
    agreeing(versions)
    versions.compare('WT4', task('5'), task('4'))
    expect(versions.areTrusted()).toBe(false)
    agreeing(versions)
    expect(versions.areTrusted()).toBe(true)
  })

  it('stays trusted after another write: attributes and version both differ then', () => {
    const versions = createTaskVersions()
    agreeing(versions)
    versions.compare('WT4', task('4'), task('5', '{"survey":"sent"}'))
    expect(versions.areTrusted()).toBe(true)
  })

  it('is never trusted again once one version had two sets of attributes', () => {
    const versions = createTaskVersions()
    agreeing(versions)
    versions.compare('WT4', task('5'), task('5', '{"survey":"sent"}'))
    agreeing(versions)
    expect(versions.areTrusted()).toBe(false)
    expect(versions.wantsLook()).toBe(false)
  })

  it('is checked once a minute, and trusted for ten without a task that agreed', () => {
    let now = 1_000_000
    const versions = createTaskVersions(() => now)
    expect(versions.wantsLook()).toBe(true)
    agreeing(versions)
    expect(versions.wantsLook()).toBe(false)
    now += 60_000
    expect([versions.wantsLook(), versions.areTrusted()]).toEqual([true, true])
    now += 540_000
    expect(versions.areTrusted()).toBe(false)
  })

  it('is checked twenty times without agreement, and then no more', () => {
    const versions = createTaskVersions()
    for (let n = 0; n < 19; n += 1) versions.compare(`WT${n}`, task('5'), task('4'))
    expect(versions.wantsLook()).toBe(true)
    versions.compare('WT19', task('5'), task('4'))
    expect(versions.wantsLook()).toBe(false)
  })
})

describe('the first write on a task', () => {
  let account: Awaited<ReturnType<typeof anAccount>>
  let twilio: Twilio
  beforeAll(async () => {
    account = await anAccount()
  })
  beforeEach(() => {
    twilio = twilioFrom(readConfig({ ...account.env, REDIS_URL: 'redis://127.0.0.1' }), () => undefined)
  })
  afterEach(() => account.sim.untrue())
  afterAll(() => account.stop())

  /** A chat that has been accepted, as its event reported. */
  async function told() {
    const { taskSid, reservationSid } = await account.sim.chat()
    await account.sim.accept(reservationSid)
    const [event] = await account.workspace.events.list({ taskSid, eventType: 'reservation.accepted', limit: 1 })
    const { TaskVersion: version, TaskAttributes: attributes } = (event?.eventData ?? {}) as Record<string, string> // the simulator's own form
    return { taskSid, known: { version: version ?? '', attributes: attributes ?? '' } }
  }
  const write = ({ taskSid, known }: Awaited<ReturnType<typeof told>>) =>
    twilio.annotateTask({ taskSid, owner: 'video', revision: 1, parts: { video: { id: 'esc-1' } }, known })
  const survey = async (taskSid: string) => {
    const { attributes } = await account.workspace.tasks(taskSid).fetch()
    await account.workspace
      .tasks(taskSid)
      .update({ attributes: JSON.stringify({ ...JSON.parse(attributes), survey: 'sent' }) })
  }
  const written = async (taskSid: string) => JSON.parse((await account.workspace.tasks(taskSid).fetch()).attributes)
  const readsOf = async (taskSid: string, since: number) => {
    const { entries } = await account.sim.journal(since)
    return entries.filter((each) => each['method'] === 'GET' && String(each['path']).endsWith(`/Tasks/${taskSid}`))
      .length
  }

  it('keeps what another wrote since the event whose version it uses', async () => {
    await account.sim.untrue('task-version-is-etag')
    for (let n = 0; n < 5; n += 1) {
      const one = await told()
      await survey(one.taskSid)
      await write(one)
      expect(await written(one.taskSid)).toMatchObject({ survey: 'sent', escalate: { video: { id: 'esc-1' } } })
    }
  })

  it('is made without a read after three tasks agreed, and reads again when one does not', async () => {
    for (let n = 0; n < 3; n += 1) await twilio.compareVersion(await told())
    const trusted = await told()
    const { last } = await account.sim.journal(Number.MAX_SAFE_INTEGER)
    await write(trusted)
    expect(await readsOf(trusted.taskSid, last)).toBe(0)
    const changed = await told()
    await survey(changed.taskSid)
    await write(changed)
    expect(await written(changed.taskSid)).toMatchObject({ survey: 'sent', escalate: { video: { id: 'esc-1' } } })
  })

  it('goes by its own answer the next time: three writes take one read, and keep what another wrote in between', async () => {
    const one = await told()
    const { last } = await account.sim.journal(Number.MAX_SAFE_INTEGER)
    const writes = (revision: number) =>
      twilio.annotateTask({
        taskSid: one.taskSid,
        owner: 'video',
        revision,
        parts: { video: { id: `esc-${revision}` } },
      })
    for (const revision of [1, 2, 3]) await writes(revision)
    expect(await readsOf(one.taskSid, last)).toBe(1)
    await survey(one.taskSid)
    await writes(4)
    expect(await written(one.taskSid)).toMatchObject({ survey: 'sent', escalate: { video: { id: 'esc-4' } } })
  })

  it('is not gone by after an answer that was lost', async () => {
    const one = await told()
    const writes = (revision: number) =>
      twilio.annotateTask({
        taskSid: one.taskSid,
        owner: 'video',
        revision,
        parts: { video: { id: `esc-${revision}` } },
      })
    await writes(1)
    await account.sim.fault({
      kind: 'drop-connection',
      product: 'taskrouter',
      method: 'POST',
      path: `${one.taskSid}$`,
      times: 1,
    })
    await expect(writes(2)).rejects.toThrow()
    const { last } = await account.sim.journal(Number.MAX_SAFE_INTEGER)
    await writes(3)
    expect(await readsOf(one.taskSid, last)).toBe(1)
    expect(await written(one.taskSid)).toMatchObject({ escalate: { video: { id: 'esc-3' } } })
  })
})
