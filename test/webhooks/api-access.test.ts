import { describe, expect, it } from 'vitest'
import { Retryable } from '../../src/core/errors.ts'
import { aHouse } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { anAssignment, conversationSid, sid } from '../support/an-assignment.ts'

const { taskSid } = anAssignment()
const json = { 'content-type': 'application/json' }

/** Starts a video with these headers, and checks that a refusal wrote nothing and made no call. */
async function refusedStart(
  headers: Readonly<Record<string, string>>,
  body: string = JSON.stringify({ taskSid }),
  house = aHouse(),
) {
  const writes = house.store.writes()
  const answer = await house.app.request('/api/escalations', { method: 'POST', headers, body })
  expect([house.store.writes(), house.twilio.calls]).toEqual([writes, []])
  return problemIn(answer)
}
const signedIn = (name: string) => ({ ...json, authorization: `Bearer ${name}` })

describe('the agent API refuses', () => {
  it.each([
    ['no token', ''],
    ['another kind of credentials', 'Basic YTpi'],
    ['a bearer without a token', 'Bearer '],
    ['two tokens', 'Bearer ada, Bearer ben'],
    ['a token with a space', 'Bearer ada ben'],
    ['a token that is far too long', `Bearer ${'a'.repeat(5_000)}`],
    ['a token that Twilio does not know', 'Bearer stranger'],
  ])('a caller with %s (401)', async (_, authorization) => {
    expect(await refusedStart({ ...json, authorization })).toMatchObject({ status: 401, retryable: false })
  })

  it('a caller without the header, and one whose token is in the address (401)', async () => {
    expect(await refusedStart(json)).toMatchObject({ status: 401 })
    const { app } = aHouse()
    const answer = await app.request(`/api/escalations?taskSid=${taskSid}&token=ada`)
    expect(await problemIn(answer)).toMatchObject({ status: 401 })
  })

  it('a user without a Flex role for conversations (403)', async () => {
    expect(await refusedStart(signedIn('olga'))).toMatchObject({ status: 403, code: 'wrong-role' })
  })

  it('a session without a worker, even with the admin role (403)', async () => {
    const house = aHouse({}, { flexTokens: { check: async () => ({ workerSid: undefined, roles: ['admin'] }) } })
    expect(await refusedStart(signedIn('ada'), undefined, house)).toMatchObject({ status: 403, code: 'wrong-role' })
  })

  it('every caller while Twilio cannot verify tokens (503, retryable)', async () => {
    const check = () => Promise.reject(new Retryable('iam said eyJhbGciOi'))
    const house = aHouse({}, { flexTokens: { check } })
    const said = await refusedStart(signedIn('ada'), undefined, house)
    expect(said).toMatchObject({ status: 503, retryable: true })
  })
})

describe('a start on a task', () => {
  it('is refused (403) to an agent who does not serve it, without a write', async () => {
    const house = aHouse()
    await house.accepts()
    house.twilio.tasks.push({ taskSid, isOpen: true, conversationSid })
    const writes = house.store.writes()
    const said = await problemIn(await house.as('ben').post('/escalations', { taskSid }))
    expect(said).toMatchObject({ status: 403, code: 'not-your-task' })
    expect(house.store.writes()).toBe(writes)
    expect(house.asked()).toEqual([])
  })

  it('is refused (403) to a supervisor', async () => {
    const house = aHouse()
    await house.accepts()
    house.twilio.tasks.push({ taskSid, isOpen: true, conversationSid })
    expect(await problemIn(await house.as('sue').post('/escalations', { taskSid }))).toMatchObject({ status: 403 })
    expect(house.asked()).toEqual([])
  })

  it.each([
    ['that does not exist', undefined, 404, 'unknown-task'],
    ['that is over', { isOpen: false, conversationSid }, 409, 'task-closed'],
    ['that is a phone call', { isOpen: true, conversationSid: undefined }, 422, 'no-conversation'],
  ])('is refused for a task %s', async (_, task, status, code) => {
    const house = aHouse()
    if (task) house.twilio.tasks.push({ taskSid, ...task })
    expect(await problemIn(await house.as('ada').post('/escalations', { taskSid }))).toMatchObject({ status, code })
    expect(house.asked()).toEqual([])
  })

  it('is accepted when only Twilio has the acceptance', async () => {
    const house = aHouse()
    house.twilio.tasks.push({ taskSid, isOpen: true, conversationSid })
    house.twilio.assignments.push(anAssignment())
    expect((await house.as('ada').post('/escalations', { taskSid })).status).toBe(202)
  })

  it('gets a retryable 503 when Twilio does not return the task’s agents', async () => {
    const house = aHouse()
    house.twilio.findTask = () => Promise.reject(new Retryable('read task: 503'))
    const said = await problemIn(await house.as('ada').post('/escalations', { taskSid }))
    expect(said).toMatchObject({ status: 503, retryable: true })
  })
})

describe('a request that none of our clients sends', () => {
  it.each(['WT../../x', 'WT%00', taskSid.slice(0, -1), `${taskSid}0`, taskSid.toLowerCase(), sid('CH', 1), 7, null])(
    'with the task SID %j is refused (400), with the field’s name',
    async (wrong) => {
      const said = await refusedStart(signedIn('ada'), JSON.stringify({ taskSid: wrong }))
      expect(said).toMatchObject({ status: 400, code: 'invalid', message: expect.stringContaining('taskSid') })
    },
  )

  it.each(['workerSid', 'identity', 'room', 'role', 'conversationSid', '__proto__'])(
    'that also names %s is refused (400), with the field’s name',
    async (field) => {
      const said = await refusedStart(signedIn('ada'), `{"taskSid":"${taskSid}","${field}":"x"}`)
      expect(said).toMatchObject({ status: 400, code: 'invalid', message: expect.stringContaining(field) })
    },
  )

  it.each(['[]', '7', 'null', '""', '{', '', `${'['.repeat(1_000)}${']'.repeat(1_000)}`])(
    'with the body %j is refused (400)',
    async (body) => {
      expect(await refusedStart(signedIn('ada'), body)).toMatchObject({ status: 400 })
    },
  )

  it('with a body over 16 KiB is refused (413), announced or not', async () => {
    const body = JSON.stringify({ taskSid, record: 'x'.repeat(16 * 1024) })
    expect(await refusedStart(signedIn('ada'), body)).toMatchObject({ status: 413, code: 'too-large' })
    const announced = { ...signedIn('ada'), 'content-length': String(body.length) }
    expect(await refusedStart(announced, body)).toMatchObject({ status: 413, code: 'too-large' })
  })

  it('with markup in the task SID is refused without repeating the markup', async () => {
    const said = await refusedStart(signedIn('ada'), JSON.stringify({ taskSid: '<img src=x onerror=alert(1)>' }))
    expect(said.message).not.toMatch(/<|img|onerror|alert/)
  })

  it('with a malformed escalation id is not found (404)', async () => {
    const ada = aHouse().as('ada')
    for (const id of ['esc-1', '%2e%2e', 'esc-%00', `esc-${'g'.repeat(32)}-1`, '__proto__', 'x'.repeat(5_000)])
      expect(await problemIn(await ada.get(`/escalations/${id}`))).toMatchObject({ status: 404 })
  })
})
