import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { openSpans } from '../../src/telemetry/open-spans.ts'
import type { Span, What } from '../../src/telemetry/span.ts'
import { createSpans } from '../../src/telemetry/spans.ts'
import { belongsTo, traced } from '../../src/telemetry/trace-context.ts'
import { traceIdOf } from '../../src/telemetry/trace-id.ts'
import { project } from '../../tools/project.ts'
import { aCollector } from '../support/a-collector.ts'

const job: What = { name: 'room.create', kind: 'job', attributes: { 'escalate.feature': 'video' } }
const call = { product: 'video', method: 'post', status: 201, ms: 5 }

function recorded() {
  const told: Span[] = []
  return { told, spans: createSpans((span) => told.push(span)) }
}

it('finished work is reported once, with its first trace and its calls', async () => {
  const { told, spans } = recorded()
  const result = await spans.during(
    job,
    async () => {
      spans.called(call)
      await Promise.resolve()
      traced({ id: 'EV1' }, () => {})
      belongsTo('EV2')
      expect(told).toEqual([])
      return 200
    },
    (status) => ({ 'http.response.status_code': status }),
  )
  expect(result).toBe(200)
  expect(told).toMatchObject([
    {
      name: 'room.create',
      trace: 'EV1',
      isFailed: false,
      attributes: { 'escalate.feature': 'video', 'http.response.status_code': 200 },
      calls: [{ name: 'POST video', kind: 'call', isFailed: false, attributes: { 'http.response.status_code': 201 } }],
    },
  ])
})

it('parallel work keeps its calls and traces apart', async () => {
  const { told, spans } = recorded()
  const one = (trace: string) =>
    spans.during(job, async () => {
      belongsTo(trace)
      await Promise.resolve()
      spans.called({ ...call, product: trace })
    })
  await Promise.all([one('a'), one('b')])
  spans.called(call)
  expect(told.map(({ trace, calls }) => [trace, calls.map(({ name }) => name)])).toEqual([
    ['a', ['POST a']],
    ['b', ['POST b']],
    [undefined, []],
  ])
})

it('failed work is reported with the class of its error, without the message', async () => {
  const { told, spans } = recorded()
  const failing = spans.during(job, () => Promise.reject(new TypeError('ada@example.com is not a room')))
  await expect(failing).rejects.toThrow('is not a room')
  expect(told).toMatchObject([{ isFailed: true, attributes: { 'error.type': 'TypeError' } }])
  expect(JSON.stringify(told)).not.toContain('ada')
})

it('a trace that is a SID has its bytes; any other id has the same 16 bytes each time, never all zeros', () => {
  expect(traceIdOf(`EV${'0a'.repeat(16)}`)).toBe('0a'.repeat(16))
  expect(traceIdOf('request-1')).toMatch(/^[0-9a-f]{32}$/)
  expect(traceIdOf('request-1')).toBe(traceIdOf('request-1'))
  expect(traceIdOf('request-2')).not.toBe(traceIdOf('request-1'))
  expect(traceIdOf(`EV${'0'.repeat(32)}`)).toMatch(/[1-9a-f]/)
})

it('a collector gets work and its call in one trace, the call below the work, and other work in another', async () => {
  const collector = await aCollector()
  onTestFinished(() => collector.stop())
  const spans = await openSpans(collector.url, 'worker')
  await spans.during(job, async () => {
    belongsTo(`EV${'0a'.repeat(16)}`)
    spans.called({ ...call, status: 500 })
  })
  await spans.during(job, async () => undefined)
  await spans.end()
  const [work, twilio, other] = ['room.create', 'POST video', 'room.create'].map((name, n) =>
    collector
      .spans()
      .filter((span) => span.name === name)
      .at(n === 2 ? 1 : 0),
  )
  expect(work).toMatchObject({ traceId: '0a'.repeat(16), program: 'escalate-worker', kind: 5 })
  expect(work?.attributes['escalate.trace']).toBe(`EV${'0a'.repeat(16)}`)
  expect(twilio).toMatchObject({ traceId: work?.traceId, parentSpanId: work?.spanId, kind: 3, status: { code: 2 } })
  expect(Number((twilio?.endTimeUnixNano ?? 0n) - (twilio?.startTimeUnixNano ?? 0n))).toBe(5_000_000)
  expect(other?.traceId).not.toBe(work?.traceId)
})

it('the end resolves where no collector listens', async () => {
  const spans = await openSpans('http://127.0.0.1:1', 'worker')
  await spans.during(job, async () => undefined)
  await expect(spans.end()).resolves.toBeUndefined()
})

const loads = async (endpoint: string) => {
  const script = `
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
    const { openSpans } = await import('./src/telemetry/open-spans.ts')
    await import('./workers/effects.ts')
    await (await openSpans(${endpoint}, 'worker')).end()
    console.log(loaded.filter((url) => url.includes('opentelemetry')).length)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: project.root,
  })
  return Number(stdout)
}

it('OpenTelemetry is loaded only where an endpoint for traces is set', async () => {
  expect(await loads('undefined')).toBe(0)
  expect(await loads(`'http://127.0.0.1:1'`)).toBeGreaterThan(0)
})
