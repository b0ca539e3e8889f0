import { afterAll, beforeAll, expect, it } from 'vitest'
import { createHistory } from '../../src/projections/history.ts'
import { freePort } from '../../tools/free-port.ts'
import { type Program, startProgram } from '../../tools/program.ts'
import { until } from '../../tools/until.ts'
import { aBalancer } from '../support/a-balancer.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, changes } from '../support/a-case.ts'

/**
 * Two servers and two workers on one Redis. A small balancer sends Twilio's webhooks and the agents' requests to the
 * servers in turn. One of each is replaced without an interruption, and one of each is killed.
 */
let centre: CallCentre
let balancer: Awaited<ReturnType<typeof aBalancer>>
let metricsUrl: string
const programs: Program[] = []

async function second(name: string, file: string, more: Readonly<Record<string, string>>): Promise<Program> {
  const program = startProgram(name, { file, env: { ...centre.env, ...more } })
  programs.push(program)
  return program
}

async function server(): Promise<{ readonly program: Program; readonly url: string }> {
  const port = String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const program = await second('server', 'webhooks/main.ts', { PORT: port, TRUSTED_PROXIES: '0' })
  await until('the other server is ready', async () => (await fetch(`${url}/readyz`)).ok)
  await balancer.use(url)
  return { program, url }
}

async function worker(): Promise<Program> {
  const port = await freePort()
  const program = await second('worker', 'workers/main.ts', { METRICS_PORT: String(port) })
  metricsUrl = `http://127.0.0.1:${port}`
  await until('the other worker works', async () => (await fetch(`${metricsUrl}/healthz`)).ok)
  return program
}

beforeAll(async () => {
  balancer = await aBalancer()
  // Much longer than the balancer takes to notice.
  centre = await aCallCentre({ env: { TRUSTED_PROXIES: '1', PUBLIC_URL: balancer.url } })
  await balancer.use(centre.serverUrl)
  await centre.sim.call('POST', '/seed', {
    conversationsWebhookUrl: `${balancer.url}/webhooks/conversations`,
    taskrouterWebhookUrl: `${balancer.url}/webhooks/taskrouter`,
  })
})
afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()))
  await centre?.stop()
  balancer?.stop()
})

const askedAt = (chat: Case, url: string) =>
  fetch(`${url}/api/escalations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${chat.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ taskSid: chat.taskSid }),
  })

/** A client that reads an escalation again and again, and the statuses that it gets; 0 for no answer. */
function visitsOf({ token }: Case, id: string) {
  const statuses: number[] = []
  let isOver = false
  const look = async () => {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`${balancer.url}/api/escalations/${id}`, { headers }).catch(() => undefined)
    statuses.push(answer?.status ?? 0)
    return isOver
  }
  const visits = until('the visitor may stop', look, { withinMs: 120_000, everyMs: 50 })
  return {
    async stop(): Promise<readonly number[]> {
      isOver = true
      await visits
      return statuses
    },
  }
}

async function wholeStory(chat: Case): Promise<void> {
  await chat.saying('invited')
  expect(await chat.rooms()).toMatchObject([{ status: 'in-progress' }])
  expect(await chat.invites()).toHaveLength(1)
  await chat.ends('wrapup')
  const [room] = await chat.closed()
  await chat.saying('ended')
  expect(changes(await centre.journal(), 'room.completed', room?.sid)).toHaveLength(1)
}

const numberOf = (text: string, series: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1) ?? Number.NaN,
  )

it('two servers and two workers, replaced and killed under load, lose nothing and do and count nothing twice', async () => {
  const other = await server()
  const otherWorker = await worker()
  const chats = await Promise.all(Array.from({ length: 12 }, () => centre.chat()))
  const [first] = chats
  if (!first) throw new Error('There is no chat')
  const after = await centre.last()
  await centre.sim.latency(200)
  // Each request goes to both at once: a balancer may repeat a request that it takes for failed.
  const asked = chats.slice(0, 4).map((chat) => Promise.all([1, 2].map(() => askedAt(chat, balancer.url))))
  for (const answers of await Promise.all(asked)) for (const answer of answers) expect(answer.status).toBeLessThan(300)

  // A rolling restart under load: the new processes start first, then the old ones are stopped. No client sees an
  // error.
  const third = await server()
  await worker()
  const { id } = await first.saying('invited')
  const visits = visitsOf(first, id)
  const typing = chats.slice(4, 8).map((chat) => chat.types('/video'))
  centre.server.kill('SIGTERM')
  await Promise.all([...typing, otherWorker.stop(25_000)])
  expect(await Promise.all([centre.server.exited, otherWorker.exited])).toEqual([0, 0])
  const statuses = await visits.stop()
  expect(statuses).toContain(200)
  expect(statuses.filter((status) => status !== 200)).toEqual([])
  await centre.delivered()
  const webhooks = (await centre.journal(after)).filter(
    (each) => each['event'] !== undefined && each['status'] !== undefined,
  )
  expect(webhooks.length).toBeGreaterThan(8)
  expect(webhooks.filter((each) => each['status'] !== 204)).toEqual([])

  // A crash: the remaining processes do what was acknowledged.
  await Promise.all(chats.slice(8).map((chat) => chat.types('/video')))
  await centre.delivered()
  other.program.kill('SIGKILL')
  centre.worker.kill('SIGKILL')
  await centre.sim.latency(0)
  await Promise.all(chats.map(wholeStory))
  await centre.settled()

  // The supervisor's numbers have no double count, although two workers counted and one died.
  const history = createHistory(centre.inside.redis)
  const countOf = async (field: string) => {
    const { buckets } = await history.read(1, Date.now())
    return buckets.reduce((sum, { counts }) => sum + (counts[field] ?? 0), 0)
  }
  await until('all ends are counted', async () => (await countOf('ended')) >= chats.length)
  expect([await countOf('started'), await countOf('ended')]).toEqual([12, 12])
  const told = (url: string) => fetch(`${url}/metrics`).then((answer) => answer.text())
  const texts = await Promise.all([told(metricsUrl), told(third.url)])
  // Each process counts its own decisions; those of the killed ones are gone.
  const total = 'escalate_invite_seconds_count'
  expect(numberOf(texts[0] ?? '', total)).toBeGreaterThan(0)
  expect(texts.map((text) => numberOf(text, total)).reduce((sum, each) => sum + each)).toBeLessThanOrEqual(12)
  expect(texts[0]).toContain('escalate_room_minutes_after_end_total{reason="task-closed"} 0')
  for (const text of texts) {
    expect(text).not.toMatch(/[0-9a-f]{32}/)
    expect(text).toContain('escalate_process_cpu_seconds_total')
    expect(text).toContain('escalate_redis_up 1')
  }
  expect(texts[0]).toContain('escalate_twilio_seconds_count{product="video"')
  expect(texts[1]).toContain('escalate_http_requests_total{route="/readyz",method="GET",status="200"} ')
}, 180_000)
