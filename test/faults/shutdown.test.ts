import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre()
})
afterAll(() => centre?.stop())

/** The promise of `docs/operations.md`. */
const inTime = 25_000

/** The exit code, or undefined if the process did not end in time. */
async function endOf(program: { readonly exited: Promise<number | null> }): Promise<number | null | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), inTime)
  })
  const code = await Promise.race([program.exited, late])
  clearTimeout(timer)
  return code
}

it.concurrent('server and worker stopped during twelve starts exit 0 within 25 s and lose nothing', async () => {
  const chats = await Promise.all(Array.from({ length: 12 }, () => centre.chat()))
  const after = await centre.last()
  await centre.sim.latency(400)
  const typing = chats.map((chat) => chat.types('/video'))
  const told = async () => (await centre.journal(after)).filter((each) => each['event'] === 'onMessageAdded')
  const acknowledged = async () => (await told()).filter((each) => each['status'] === 204)
  await until(
    'work is under way',
    async () => (await centre.inside.underWay()) > 4 && (await acknowledged()).length > 0,
  )
  centre.server.kill('SIGTERM')
  centre.worker.kill('SIGTERM')
  expect(await Promise.all([endOf(centre.server), endOf(centre.worker)])).toEqual([0, 0])
  await Promise.all(typing)
  await centre.sim.latency(0)
  // The worker finished and recorded what it had begun: no job waits for a lock to expire.
  expect(await centre.inside.effects.getActiveCount()).toBe(0)
  expect(await centre.inside.facts.getActiveCount()).toBe(0)

  centre.startWorker()
  await centre.startServer()
  const starts = (await acknowledged()).map(({ params }) => JSON.stringify(params))
  const kept = chats.filter(({ conversationSid }) => starts.some((each) => each.includes(conversationSid)))
  expect(kept.length).toBeGreaterThan(0)
  for (const chat of kept) await chat.saying('invited')
  await centre.settled()
  for (const chat of kept) {
    expect(await chat.rooms()).toHaveLength(1)
    expect(await chat.invites()).toHaveLength(1)
  }
}, 60_000)

it.concurrent('server and worker stopped while Redis is away exit 0 within 25 s', async () => {
  const other = await aCallCentre()
  try {
    const chat = await other.chat()
    await chat.invited()
    other.redis?.kill('SIGKILL')
    await other.redis?.exited
    other.server.kill('SIGTERM')
    other.worker.kill('SIGTERM')
    expect(await Promise.all([endOf(other.server), endOf(other.worker)])).toEqual([0, 0])
  } finally {
    await other.stop()
  }
}, 45_000)
