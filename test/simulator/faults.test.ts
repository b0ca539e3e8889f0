import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningSimulator, restRequest, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())
beforeEach(() => simulator.control('POST', '/reset'))

const fault = (body: Record<string, unknown>) => simulator.control('POST', '/faults', body)
const create = (signal?: AbortSignal) =>
  fetch(`${simulator.url}/video/v1/Rooms`, {
    ...restRequest('POST', { UniqueName: 'a-room' }),
    ...(signal === undefined ? {} : { signal }),
  })
const rooms = () => simulator.cloud.video.rooms.size

describe('faults of REST', () => {
  it('status: an error with its code, and nothing done', async () => {
    await fault({ kind: 'status', status: 429, retryAfter: 3, times: 1 })
    const refused = await create()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('3')
    expect(await refused.json()).toMatchObject({ code: 20429, status: 429 })
    expect(rooms()).toBe(0)
    expect((await create()).status).toBe(201)
  })

  it('lose-answer: the work is done, the answer is an error', async () => {
    await fault({ kind: 'lose-answer', product: 'video', method: 'post', path: '^/v1/Rooms$', times: 1 })
    expect((await create()).status).toBe(503)
    expect(rooms()).toBe(1)
    expect(await (await create()).json()).toMatchObject({ code: 53113 })
  })

  it('drop-connection: the work is done, the connection is gone', async () => {
    await fault({ kind: 'drop-connection', times: 1 })
    await expect(create()).rejects.toThrow('fetch failed')
    expect(rooms()).toBe(1)
  })

  it('refuse: nothing done, the connection is gone', async () => {
    await fault({ kind: 'refuse', times: 1 })
    await expect(create()).rejects.toThrow('fetch failed')
    expect(rooms()).toBe(0)
  })

  it.each([
    ['hang', 0],
    ['hang-after', 1],
  ])('%s: no answer, and %i rooms made', async (kind, made) => {
    await fault({ kind, times: 1 })
    const patience = new AbortController()
    const seen = nextEntry()
    let isAnswered = false
    const call = create(patience.signal).finally(() => {
      isAnswered = true
    })
    await seen
    // A later request has its answer, so this one would have had one, too.
    expect((await fetch(`${simulator.url}/video/v1/Rooms`, restRequest('GET'))).status).toBe(200)
    expect(isAnswered).toBe(false)
    patience.abort()
    await expect(call).rejects.toThrow('aborted')
    expect(rooms()).toBe(made)
  })

  it('garbage: the work is done, the answer is 200 and a page', async () => {
    await fault({ kind: 'garbage', times: 1 })
    const answer = await create()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(rooms()).toBe(1)
  })

  it.each([
    ['html', 504, /<html>/],
    ['text', 451, /Unavailable/],
    ['half', 200, /^\{"/],
  ])('garbage can be %s with status %i, and no JSON', async (content, status, words) => {
    await fault({ kind: 'garbage', content, status, times: 1 })
    const answer = await create()
    const said = await answer.text()
    expect(answer.status).toBe(status)
    expect(said).toMatch(words)
    expect(() => JSON.parse(said) as unknown).toThrow(SyntaxError)
    expect(rooms()).toBe(1)
  })

  it('cut-answer: the work is done, the connection ends in the middle of the answer', async () => {
    await fault({ kind: 'cut-answer', times: 1 })
    const answer = await create()
    expect(answer.status).toBe(200)
    await expect(answer.text()).rejects.toThrow('terminated')
    expect(rooms()).toBe(1)
  })

  it('drip: the work is done, and each byte comes alone', async () => {
    await fault({ kind: 'drip', pauseMs: 0, times: 1 })
    let pieces = 0
    for await (const _ of (await create()).body ?? []) pieces += 1
    expect(pieces).toBeGreaterThan(10)
    expect(rooms()).toBe(1)
  })

  it.each([
    { kind: 'status', status: 200 },
    { kind: 'garbage', content: 'poem' },
    { kind: 'earthquake' },
    { kind: 'status', path: '(' },
  ])('cannot be %j', async (body) => {
    expect((await fault(body)).status).toBe(400)
  })

  it('apply to the product, method, path and parameters that they name, until they are cleared', async () => {
    await fault({ kind: 'status', product: 'conversations' })
    await fault({ kind: 'status', method: 'GET' })
    await fault({ kind: 'status', path: '^/video/v1/Rooms/RM' })
    await fault({ kind: 'status', params: { UniqueName: '^another' } })
    expect((await create()).status).toBe(201)
    await fault({ kind: 'status', product: 'video', method: 'POST', path: '^/video/v1', params: { UniqueName: '^a-' } })
    for (const _ of [1, 2]) expect((await create()).status).toBe(503)
    await simulator.control('DELETE', '/faults')
    // The name is in use since the first time.
    expect((await create()).status).toBe(400)
  })

  it('latency delays every answer for at least that long, also refusals', async () => {
    await simulator.control('POST', '/latency', { ms: 30 })
    for (const status of [201, 400]) {
      const started = performance.now()
      expect((await create()).status).toBe(status)
      // A timer may fire a fraction of a millisecond early.
      expect(performance.now() - started).toBeGreaterThanOrEqual(29)
    }
  })
})

/** Resolves when the journal has one more entry for a request. */
function nextEntry(): Promise<void> {
  return new Promise((resolve) => {
    const stop = simulator.cloud.journal.listen(({ kind }) => {
      if (kind !== 'request') return
      stop()
      resolve()
    })
  })
}

describe('lag-reads', () => {
  it('hides new resources from single reads and lists for so long, and does the work', async () => {
    await simulator.control('POST', '/clock', { mode: 'manual' })
    await simulator.control('POST', '/lag-reads', { ms: 2_000 })
    const { sid } = (await (await create()).json()) as { sid: string }
    const read = (path: string) => fetch(`${simulator.url}/video/v1/Rooms${path}`, restRequest('GET'))
    const listed = async () => ((await (await read('')).json()) as { rooms: object[] }).rooms.length
    expect(await (await read(`/${sid}`)).json()).toMatchObject({ status: 404, code: 20404 })
    expect((await read('/a-room')).status).toBe(404)
    expect(await listed()).toBe(0)
    expect((await create()).status).toBe(400)
    await simulator.control('POST', '/clock', { advanceMs: 2_000 })
    expect(await (await read(`/${sid}`)).json()).toMatchObject({ sid })
    expect(await listed()).toBe(1)
  })
})

describe('lag-reads with changes', () => {
  const read = async (path: string) =>
    (await (await fetch(`${simulator.url}/video/v1/Rooms${path}`, restRequest('GET'))).json()) as {
      status: string | number
      rooms?: { status: string }[]
    }

  it('shows changed and removed resources as they were, alone and in lists, for so long', async () => {
    await simulator.control('POST', '/clock', { mode: 'manual' })
    const { sid } = (await (await create()).json()) as { sid: string }
    await simulator.control('POST', '/lag-reads', { ms: 2_000, changes: true })
    await simulator.control('POST', '/clock', { advanceMs: 2_000 })
    const completed = await simulator.rest('POST', `/video/v1/Rooms/${sid}`, { Status: 'completed' })
    expect(await completed.json()).toMatchObject({ status: 'completed' })
    await simulator.control('POST', '/clock', { advanceMs: 1_999 })
    expect(await read(`/${sid}`)).toMatchObject({ status: 'in-progress' })
    const { rooms: listed } = await read('?Status=completed')
    expect(listed).toMatchObject([{ sid, status: 'in-progress' }])
    await simulator.control('POST', '/clock', { advanceMs: 1 })
    expect(await read(`/${sid}`)).toMatchObject({ status: 'completed' })
  })

  it('still checks a version against the present one', async () => {
    await simulator.control('POST', '/seed')
    const [workspace] = simulator.cloud.taskrouter.workspaces.values()
    const tasks = simulator.sdk.taskrouter.v1.workspaces(String(workspace?.sid)).tasks
    const { sid } = await tasks.create({ workflowSid: String([...(workspace?.workflows.keys() ?? [])][0]) })
    await simulator.control('POST', '/clock', { mode: 'manual' })
    await simulator.control('POST', '/clock', { advanceMs: 2_000 })
    await simulator.control('POST', '/lag-reads', { ms: 2_000, changes: true })
    await tasks(sid).update({ attributes: '{"by":"another"}' })
    const seen = await tasks(sid).fetchWithHttpInfo()
    expect(seen.body.attributes).toBe('{}')
    const late = tasks(sid).update({ attributes: '{}', ifMatch: JSON.parse(String(seen.headers?.['etag'])) as string })
    await expect(late).rejects.toMatchObject({ status: 412 })
  })
})
