import { describe, expect, it } from 'vitest'
import { createDeadLetters } from '../../src/engine/dead-letters.ts'
import { until } from '../../tools/until.ts'
import { aHouse } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { aQueueWithParked } from '../support/a-queue.ts'
import { aSupervisor } from '../support/an-app.ts'
import { publicUrl } from '../support/an-environment.ts'

const comment = 'my number is 555'
const fact = { feature: 'video', event: { type: 'rating.given', id: 'r1', key: 'CH1', at: 1, stars: 1, comment } }

async function someQueues(publicUrl?: string) {
  const parked = await aQueueWithParked(['broken'], [fact])
  const supervisor = aSupervisor({
    queues: [parked.queue],
    deadLetters: createDeadLetters({ all: [parked.queue] }, () => true),
  })
  const house = aHouse({}, { supervisor, ...(publicUrl && { publicUrl }) })
  const pass = await house.as('sue').post('/supervisor/queues-pass')
  const cookie = pass.headers.get('set-cookie') ?? ''
  const ask = (path = '', init: RequestInit = {}, headers: Readonly<Record<string, string>> = {}) =>
    Promise.resolve(
      house.app.request(`/supervisor/queues${path}`, {
        ...init,
        headers: { cookie: cookie.split(';')[0] ?? '', ...headers },
      }),
    )
  return { ...parked, house, pass, cookie, ask }
}

describe('the queues page', () => {
  it('opens with a cookie that is valid for its path only', async () => {
    const { pass, cookie, ask } = await someQueues()
    expect(pass.status).toBe(201)
    expect(cookie).toMatch(
      /^__Secure-escalate-queues=.*; Path=\/supervisor\/queues; HttpOnly; Secure; SameSite=Strict$/,
    )
    const page = await ask()
    expect(page.status).toBe(200)
    const text = await page.text()
    expect(text).toContain('<base href="/supervisor/queues')
    const [, script] = /src="(static\/js\/main[^"]+)"/.exec(text) ?? []
    expect((await ask(`/${script}`)).headers.get('content-type')).toContain('javascript')
  })

  it('does not open with a cookie whose name a site of the same domain could set without TLS', async () => {
    const { cookie, ask } = await someQueues()
    const [pair = ''] = cookie.split(';')
    expect((await ask('/api/queues', {}, { cookie: pair.replace('__Secure-', '') })).status).toBe(401)
  })

  it('opens over http, as in a demo, with a cookie without the prefix that a browser would refuse there', async () => {
    const { cookie, ask } = await someQueues('http://127.0.0.1:3000')
    expect(cookie).toMatch(/^escalate-queues=.*; Path=\/supervisor\/queues; HttpOnly; SameSite=Strict$/)
    expect((await ask()).status).toBe(200)
  })

  it('redirects to the supervisor page without the cookie, and its API is refused (401)', async () => {
    const { house, ask } = await someQueues()
    const page = await house.app.request('/supervisor/queues')
    expect([page.status, page.headers.get('location')]).toEqual([302, '/supervisor#/failures'])
    expect(await problemIn(await house.app.request('/supervisor/queues/api/queues'))).toMatchObject({ status: 401 })
    expect((await ask('/api/queues', {}, { cookie: '__Secure-escalate-queues=WK1.1.x' })).status).toBe(401)
  })

  it('shows a dead letter and its reason, and no text of a participant', async () => {
    const { ask, name } = await someQueues()
    const answer = await ask(`/api/queues?activeQueue=${name}&status=failed`)
    const text = await answer.text()
    expect(text).toContain('broken')
    expect(text).toContain('rating.given')
    expect(text).not.toContain('555')
  })

  it('retries a job for our own page, and is refused to others (403)', async () => {
    const { ask, name, ran, mend } = await someQueues()
    mend()
    const path = `/api/queues/${name}/job-0/retry`
    const put = { method: 'PUT' }
    expect(await problemIn(await ask(path, put))).toMatchObject({ status: 403, code: 'foreign-origin' })
    expect((await ask(path, put, { origin: 'https://evil.example' })).status).toBe(403)
    expect(ran).toEqual([])
    expect((await ask(path, put, { origin: publicUrl })).status).toBe(204)
    await until('it ran', async () => ran.length === 1)
  })

  it.each([
    ['POST', 'add'],
    ['PUT', 'job-0/clean'],
    ['PUT', 'job-0/update-data'],
    ['PUT', 'obliterate'],
    ['PUT', 'empty'],
    ['PUT', 'pause'],
  ])('is refused %s %s (403), and the job stays', async (method, what) => {
    const { ask, name, queue } = await someQueues()
    const answer = await ask(`/api/queues/${name}/${what}`, { method, body: '{}' }, { origin: publicUrl })
    expect(await problemIn(answer)).toMatchObject({ status: 403, code: 'read-only' })
    expect(await queue.getFailedCount()).toBe(1)
  })
})

describe('a failed job', () => {
  it('is listed for a supervisor, and retried once', async () => {
    const { house, name, ran, mend } = await someQueues()
    const sue = house.as('sue')
    expect(await (await sue.get('/supervisor/failures')).json()).toMatchObject({
      total: 1,
      jobs: [{ queue: name, id: 'job-0', reason: 'broken', keys: ['CH1'] }],
      gaveUp: [],
    })
    mend()
    expect((await sue.post('/supervisor/failures/retry', { queue: name, id: 'job-0' })).status).toBe(202)
    await until('it ran', async () => ran.length === 1)
    expect(await problemIn(await sue.post('/supervisor/failures/retry', { queue: name, id: 'job-0' }))).toMatchObject({
      status: 404,
      code: 'not-a-dead-letter',
    })
    expect((await sue.post('/supervisor/failures/retry', {})).status).toBe(400)
  })
})
