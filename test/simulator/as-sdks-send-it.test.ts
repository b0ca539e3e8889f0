import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Json, RunningSimulator } from './running-simulator.ts'
import { startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
const control = async (path: string, body: unknown = {}): Promise<Json> =>
  (await simulator.control('POST', path, body)).body

function workspace() {
  const [stored] = simulator.cloud.taskrouter.workspaces.values()
  if (stored === undefined) throw new Error('not seeded')
  const rest = simulator.sdk.taskrouter.v1.workspaces(stored.sid)
  const [workflowSid] = stored.workflows.keys()
  return { stored, rest, task: { workflowSid: String(workflowSid), taskChannel: 'chat', attributes: '{}' } }
}

describe('REST as SDKs and samples send it', () => {
  beforeAll(async () => {
    simulator = await startSimulator()
  })
  beforeEach(async () => {
    await control('/reset')
    await control('/seed', { workers: [{ name: 'Ada', skills: ['sales'] }, { name: 'Ben' }] })
    await control('/voice', { media: false, updateLagMs: 0 })
  })
  afterAll(() => simulator.stop())

  it('accepts a flag of recording rules as text', async () => {
    const { sid } = await simulator.sdk.video.v1.rooms.create({})
    const rules = JSON.stringify([{ type: 'include', all: 'true' }])
    const response = await simulator.rest('POST', `/video/v1/Rooms/${sid}/RecordingRules`, { Rules: rules })
    expect(await response.json()).toMatchObject({ rules: [{ type: 'include', all: true }] })
  })

  it.each([
    ['none', []],
    ['all that is not true', [{ type: 'include', all: false }]],
    ['all with another filter', [{ type: 'include', all: true, kind: 'audio' }]],
    ['a rule without a filter', [{ type: 'include' }]],
    ['more than twenty', Array.from({ length: 21 }, () => ({ type: 'include', all: true }))],
  ])('refuses recording rules with 53120: %s', async (_, rules) => {
    const room = await simulator.sdk.video.v1.rooms.create({})
    const refused = simulator.sdk.video.v1.rooms(room.sid).recordingRules.update({ rules })
    await expect(refused).rejects.toMatchObject({ status: 400, code: 53120 })
  })

  it('lets a participant of a conference coach another, and end it', async () => {
    const { callSid, reservationSid } = await control('/calls')
    await control(`/reservations/${reservationSid}/accept`)
    const [conference] = await simulator.sdk.conferences.list()
    const participants = simulator.sdk.conferences(String(conference?.sid)).participants
    const agent = (await participants.list()).find((each) => each.callSid !== callSid)
    const ofAgent = simulator.sdk.conferences(String(conference?.sid)).participants(String(agent?.callSid))
    await expect(ofAgent.update({ coaching: true })).rejects.toMatchObject({ status: 400 })
    await ofAgent.update({ coaching: true, callSidToCoach: String(callSid) })
    expect(await ofAgent.fetch()).toMatchObject({ coaching: true, callSidToCoach: callSid })
    expect(await participants.list({ coaching: true })).toHaveLength(1)
    await ofAgent.update({ coaching: false })
    expect(await ofAgent.fetch()).toMatchObject({ coaching: false, callSidToCoach: null })
  })

  it('names own announcements and hold music as without effect', async () => {
    const { callSid, reservationSid } = await control('/calls')
    await control(`/reservations/${reservationSid}/accept`)
    const [conference] = await simulator.sdk.conferences.list()
    const response = await simulator.rest(
      'POST',
      `/api${conference?.uri.replace('.json', '')}/Participants/${callSid}.json`,
      {
        Hold: 'true',
        HoldUrl: 'https://example.com/music',
      },
    )
    expect([response.status, response.headers.get('x-simulator-gap')]).toEqual([200, 'no effect of HoldUrl'])
  })

  it('lists the queues of one worker, and those of workers with certain attributes', async () => {
    const { stored, rest } = workspace()
    await rest.taskQueues.create({ friendlyName: 'Skilled', targetWorkers: 'routing.skills HAS "sales"' })
    const [ada, ben] = [...stored.workers.values()]
    const named = async (params: Parameters<typeof rest.taskQueues.list>[0]) =>
      (await rest.taskQueues.list(params)).map(({ friendlyName }) => friendlyName)
    expect(await named({ workerSid: String(ada?.sid) })).toContain('Skilled')
    expect(await named({ workerSid: String(ben?.sid) })).not.toContain('Skilled')
    expect(await named({ evaluateWorkerAttributes: '{"routing":{"skills":["sales"]}}' })).toContain('Skilled')
    expect(await named({ evaluateWorkerAttributes: 'routing.skills HAS "sales"' })).toContain('Skilled')
    await expect(named({ evaluateWorkerAttributes: 'HAS HAS' })).rejects.toMatchObject({ status: 400 })
  })

  it('orders queues, workers and tasks as requested, over pages', async () => {
    const { rest, task } = workspace()
    for (const priority of [1, 3, 2]) await rest.tasks.create({ ...task, priority })
    const tasks = await rest.tasks.list({ ordering: 'Priority:desc,DateCreated:asc', pageSize: 1 })
    expect(tasks.map(({ priority }) => priority)).toEqual([3, 2, 1])
    const workers = await rest.workers.list({ ordering: 'FriendlyName:desc' })
    expect(workers.map(({ friendlyName }) => friendlyName.toLowerCase())).toEqual(['ben', 'ada'])
    const queues = (await rest.taskQueues.list({ ordering: 'FriendlyName:asc' })).map((each) => each.friendlyName)
    expect(queues).toEqual([...queues].sort())
    await expect(rest.workers.list({ ordering: 'Shoes:asc' })).rejects.toMatchObject({ status: 400 })
  })

  it('lists no workers of an unknown queue, and refuses an unreadable expression', async () => {
    const { rest } = workspace()
    expect(await rest.workers.list({ taskQueueName: 'Nobody’s' })).toEqual([])
    await expect(rest.workers.list({ targetWorkersExpression: '(' })).rejects.toMatchObject({
      status: 400,
      code: 20001,
    })
  })

  it('moves the virtual start of a task, and lists the events of one task channel', async () => {
    const { rest, task } = workspace()
    const { sid } = await rest.tasks.create(task)
    const moved = await rest.tasks(sid).update({ virtualStartTime: new Date('2026-01-01T00:00:00Z') })
    expect(moved.virtualStartTime).toEqual(new Date('2026-01-01T00:00:00Z'))
    expect((await rest.events.list({ taskChannel: 'chat', taskSid: sid })).length).toBeGreaterThan(0)
    expect(await rest.events.list({ taskChannel: 'sms', taskSid: sid })).toEqual([])
  })

  it('keeps the activities of a queue', async () => {
    const { stored, rest } = workspace()
    const [activity] = stored.activities.values()
    const queue = await rest.taskQueues.create({ friendlyName: 'new', assignmentActivitySid: String(activity?.sid) })
    expect(queue).toMatchObject({
      assignmentActivitySid: activity?.sid,
      assignmentActivityName: activity?.friendlyName,
    })
  })

  it('rejects a reservation by its instruction, and moves the worker to another activity', async () => {
    const { stored, rest, task } = workspace()
    const { sid } = await rest.tasks.create(task)
    const [offered] = await rest.tasks(sid).reservations.list()
    const away = [...stored.activities.values()].find(({ friendlyName }) => friendlyName === 'Break')
    const reservation = rest.tasks(sid).reservations(String(offered?.sid))
    const done = await reservation.update({ instruction: 'reject', workerActivitySid: String(away?.sid) })
    expect(done.reservationStatus).toBe('rejected')
    expect(stored.workers.get(String(offered?.workerSid))?.activitySid).toBe(away?.sid)
  })

  it('refuses an instruction of voice with a gap', async () => {
    const { stored, rest, task } = workspace()
    const { sid } = await rest.tasks.create(task)
    const [offered] = await rest.tasks(sid).reservations.list()
    const path = `/taskrouter/v1/Workspaces/${stored.sid}/Tasks/${sid}/Reservations/${offered?.sid}`
    const response = await simulator.rest('POST', path, { Instruction: 'conference', To: 'client:ada' })
    expect([response.status, response.headers.get('x-simulator-gap')]).toEqual([
      501,
      'the instruction conference over REST',
    ])
    expect(stored.reservations.get(String(offered?.sid))?.status).toBe('pending')
  })

  it('keeps the assignment callback of a workflow, names it as without effect, and removes it when empty', async () => {
    const { stored } = workspace()
    const [workflow] = stored.workflows.keys()
    const path = `/taskrouter/v1/Workspaces/${stored.sid}/Workflows/${workflow}`
    const kept = await simulator.rest('POST', path, { AssignmentCallbackUrl: 'https://example.com/a' })
    expect(kept.headers.get('x-simulator-gap')).toBe('no effect of AssignmentCallbackUrl')
    const gone = await simulator.rest('POST', path, { AssignmentCallbackUrl: '' })
    expect(await gone.json()).toMatchObject({ assignment_callback_url: null })
  })
})
