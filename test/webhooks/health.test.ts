import { afterEach, describe, expect, it, vi } from 'vitest'
import { problemIn } from '../support/a-problem.ts'
import { anApp } from '../support/an-app.ts'

const well = async () => undefined
afterEach(() => void vi.useRealTimers())

describe('/healthz', () => {
  it('answers 200 while a check fails', async () => {
    const { app } = anApp({ checks: { redis: async () => 'not reachable' } })
    const answer = await app.request('/healthz')
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }])
  })

  it('answers 503 while the process drains', async () => {
    const answer = await anApp({ isDraining: () => true }).app.request('/healthz')
    expect([answer.status, await answer.json()]).toEqual([503, { status: 'draining' }])
  })
})

describe('/readyz', () => {
  it('answers 200 when every check passes', async () => {
    const answer = await anApp({ checks: { redis: well, twilio: well } }).app.request('/readyz')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ status: 'ready', checks: { redis: 'ok', twilio: 'ok' } })
  })

  it('answers 503 and names the check that fails, with its reason', async () => {
    const checks = { redis: well, worker: async () => 'none was at work in the last 50 s' }
    const answer = await anApp({ checks }).app.request('/readyz')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toEqual({
      status: 'not ready',
      checks: { redis: 'ok', worker: 'none was at work in the last 50 s' },
    })
  })

  it('does not repeat the error behind a failed check', async () => {
    const checks = { redis: () => Promise.reject(new Error('redis://:secret@10.0.0.1')) }
    const text = await (await anApp({ checks }).app.request('/readyz')).text()
    expect(text).toContain('not reachable')
    expect(text).not.toContain('secret')
  })

  it('answers 503 after a second when a check hangs', async () => {
    vi.useFakeTimers()
    const { app } = anApp({ checks: { twilio: () => new Promise(() => {}), redis: well } })
    const asking = app.request('/readyz')
    await vi.advanceTimersByTimeAsync(1_000)
    const answer = await asking
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ checks: { twilio: 'no answer in time', redis: 'ok' } })
  })

  it('answers 503 while the process drains', async () => {
    const answer = await anApp({ checks: { redis: well }, isDraining: () => true }).app.request('/readyz')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ checks: { process: 'draining' } })
  })
})

describe('every other path is unknown', () => {
  it.each(['/', '/.env', '/wp-login.php', '/admin', '/debug', '/webhooks.js.map', '/j', '/J/x', '/healthz/x'])(
    '%s answers 404',
    async (path) => {
      const answer = await anApp().app.request(path)
      expect(await problemIn(answer)).toMatchObject({ status: 404, code: 'not-found', retryable: false })
    },
  )

  it('/api answers 401 without a token, and nothing else', async () => {
    expect(await problemIn(await anApp().app.request('/api'))).toMatchObject({ status: 401, code: 'no-token' })
  })

  it('an unsigned webhook at an unknown address gets 404', async () => {
    const answer = await anApp().app.request('/webhooks/nothing', { method: 'POST' })
    expect(await problemIn(answer)).toMatchObject({ status: 404, code: 'not-found' })
  })
})
