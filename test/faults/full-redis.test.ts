import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, changes } from '../support/a-case.ts'

type Line = { readonly program: string; readonly level: number; readonly msg: string; readonly reason?: string }

const lines: Line[] = []
let centre: CallCentre
beforeAll(async () => {
  const heard = (program: string, line: string) =>
    void (program === 'simulator' || lines.push({ program, ...(JSON.parse(line) as Omit<Line, 'program'>) }))
  centre = await aCallCentre({ env: { RECONCILE_SECONDS: '2' }, heard })
})
afterAll(() => centre?.stop())

const roomTo = (bytes: number) => centre.inside.redis.config('SET', 'maxmemory', bytes)
const isReady = async () => (await fetch(`${centre.serverUrl}/readyz`)).ok
const failedJobs = async () => {
  const { facts, effects } = centre.inside
  return Promise.all([facts, effects].map((queue) => queue.getFailedCount()))
}
const conversationIn = (params: unknown) => (params as { ConversationSid: string }).ConversationSid // as the simulator sent it

/** The commands that were answered with 204, once each has an answer. */
async function acknowledged(chats: readonly Case[], after: number): Promise<readonly Case[]> {
  const answers = async () =>
    (await centre.journal(after)).filter((each) => each['event'] === 'onMessageAdded' && 'status' in each)
  await until('each command was answered', async () => {
    const of = new Set((await answers()).map(({ params }) => conversationIn(params)))
    return chats.every(({ conversationSid }) => of.has(conversationSid))
  })
  const good = (await answers()).filter((each) => each['status'] === 204).map(({ params }) => conversationIn(params))
  return chats.filter(({ conversationSid }) => good.includes(conversationSid))
}

it('a Redis that is full for 40 s loses nothing that was acknowledged in any phase of a video, and makes no dead letter', async () => {
  const chats = await Promise.all(Array.from({ length: 8 }, () => centre.chat()))
  const [idle] = [await centre.chat()]
  await centre.settled()
  const after = await centre.last()
  await centre.sim.latency(400)
  for (const chat of chats) {
    await chat.types('/video')
    if (chat === chats[5]) await until('the first is invited', async () => (await chats[0]?.invites())?.length === 1)
  }
  await roomTo(1)
  const full = performance.now()
  const said = lines.length
  const kept = await acknowledged(chats, after)
  expect(kept.length).toBeGreaterThan(4)
  await centre.sim.latency(0)
  expect((await idle.start()).status).toBe(503)
  const report = await fetch(`${centre.serverUrl}/readyz`)
  expect(await report.json()).toMatchObject({ checks: { redis: 'refuses writes: OOM' } })
  expect(await (await fetch(`${centre.serverUrl}/metrics`)).text()).toContain('escalate_redis_up{reason="OOM"} 0')
  await until('40 s are over', async () => performance.now() - full > 40_000, { withinMs: 60_000, everyMs: 500 })
  for (const program of ['server', 'worker']) {
    const warnings = lines.slice(said).filter((each) => each.program === program && each.level >= 40)
    expect(warnings.map(({ msg, reason }) => `${msg}: ${reason}`)).toEqual(['trouble with Redis: OOM'])
  }
  await roomTo(0)
  await until('the server is ready again', isReady)
  for (const chat of kept) await chat.saying('invited', 25_000)
  await centre.settled(25_000)
  for (const chat of chats) {
    const most = kept.includes(chat) ? [1] : [0, 1]
    expect(most).toContain((await chat.invites()).length)
    expect(most).toContain((await chat.rooms()).length)
  }
  expect(await failedJobs()).toEqual([0, 0])
}, 150_000)

it('a worker stopped while Redis is full exits 0 within 10 s, and another one finishes its work', async () => {
  const chat = await centre.chat()
  await centre.settled()
  await centre.sim.latency(1_000)
  const after = await centre.last()
  await chat.types('/video')
  await until('the room is being made', async () =>
    (await centre.journal(after)).some((each) => /Rooms$/.test(String(each['path']))),
  )
  await roomTo(1)
  await centre.sim.latency(0)
  const since = performance.now()
  centre.worker.kill('SIGTERM')
  expect(await centre.worker.exited).toBe(0)
  expect(performance.now() - since).toBeLessThan(10_000)
  await roomTo(0)
  centre.startWorker() // the next test needs a worker, too
  await chat.saying('invited', 40_000)
  await centre.settled()
  expect([(await chat.rooms()).length, (await chat.invites()).length]).toEqual([1, 1])
  expect(await failedJobs()).toEqual([0, 0])
}, 90_000)

it('a wrap-up that a full Redis refused is found when Redis has room again, and the video’s room is completed once', async () => {
  const chat = await centre.chat()
  await chat.invited()
  await centre.settled()
  const after = await centre.last()
  await roomTo(1)
  await chat.ends('wrapup')
  await until('it was refused', async () => {
    const told = (await centre.journal(after)).filter((each) => /wrapup$/.test(String(each['event'])))
    return told.length === 2 && told.every((each) => each['status'] === 503)
  })
  await roomTo(0)
  const [room] = await chat.closed()
  await chat.saying('ended')
  await centre.settled()
  expect(changes(await centre.journal(), 'room.completed', room?.sid)).toHaveLength(1)
  expect(await failedJobs()).toEqual([0, 0])
}, 60_000)
