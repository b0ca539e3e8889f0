import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningSimulator, restRequest, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
let task = ''
beforeAll(async () => {
  simulator = await startSimulator()
  await simulator.control('POST', '/seed')
  const { body: chat } = await simulator.control('POST', '/chats', { channel: 'web' })
  const [workspace] = simulator.cloud.taskrouter.workspaces.keys()
  task = `/taskrouter/v1/Workspaces/${workspace}/Tasks/${chat['taskSid']}`
})
afterAll(() => simulator.stop())

const authorization = (restRequest('GET').headers as { authorization: string }).authorization

/** Status, code and gap of an answer. */
async function ask(method: string, path: string, body?: string, type = 'application/x-www-form-urlencoded') {
  const headers = { authorization, 'content-type': type }
  const answer = await simulator.app.request(path, { method, headers, ...(body === undefined ? {} : { body }) })
  const text = await answer.text()
  const said = (text === '' ? {} : JSON.parse(text)) as { code?: number; message?: string }
  return { status: answer.status, code: said.code, message: said.message, gap: answer.headers.get('x-simulator-gap') }
}

const json = 'application/json'

describe('input that Twilio refuses is refused, and nothing is done', () => {
  it.each([
    ['JSON that is cut', '{"attributes":', json],
    ['JSON that is a list', '[1]', json],
    ['JSON that is a number', '7', json],
    ['a form where JSON is taken', 'attributes=1', 'application/x-www-form-urlencoded'],
  ])('Flex Configuration: %s', async (_, body, type) => {
    expect(await ask('POST', '/flex-api/v1/Configuration', body, type)).toMatchObject({ status: 400, code: 20001 })
  })

  it('JSON where a form is taken', async () => {
    const { status, message } = await ask('POST', '/video/v1/Rooms', '{"UniqueName":"as-json"}', json)
    expect([status, message]).toEqual([400, 'It takes a form, not JSON'])
    expect(simulator.cloud.video.rooms.size).toBe(0)
  })

  it.each([
    ['a parameter that there is not', 'Colour=red', "Unknown parameter 'Colour'"],
    ['one that is spelled in other letters', 'attributes={}', "Unknown parameter 'attributes'"],
    ['one by a name of every object', '__proto__=x&constructor=x', "Unknown parameter '"],
    ['attributes that are no JSON', 'Attributes=hello', "Invalid parameter 'Attributes'"],
    ['a status that there is not', 'AssignmentStatus=sleeping', "Invalid parameter 'AssignmentStatus'"],
    ['a number with letters', 'Priority=1st', "Invalid parameter 'Priority'"],
    ['one parameter twice', 'Priority=1&Priority=2', "Invalid parameter 'Priority'"],
    ['a form of several parts', '--x\r\nContent-Disposition: form-data; name="Priority"\r\n\r\n1', 'Unknown parameter'],
  ])('of a task: %s', async (_, body, words) => {
    const { status, code, message } = await ask('POST', task, body)
    expect([status, code]).toEqual([400, 20001])
    expect(message).toContain(words)
  })

  it.each(['PUT', 'PATCH', 'DELETE'])('%s of rooms, with 405 and 20004', async (method) => {
    expect(await ask(method, '/video/v1/Rooms')).toMatchObject({ status: 405, code: 20004 })
  })

  it.each([
    '/video/v1/Rooms/%E0%A4%A',
    '/video/v1/Rooms/%00',
    '/video/v1/Rooms/..%2f..',
    `/video/v1/Rooms/${'R'.repeat(5_000)}`,
  ])('an invalid name: %s', async (path) => {
    expect(await ask('GET', path)).toMatchObject({ status: 404, code: 20404 })
  })

  it.each([
    ['PageSize=0', 20001],
    ['PageSize=1001', 20001],
    ['PageToken=next', 20001],
    ['DateCreatedAfter=yesterday', 20001],
    ['Status=open', 20001],
  ])('a list of rooms with %s', async (query, code) => {
    expect(await ask('GET', `/video/v1/Rooms?${query}`)).toMatchObject({ status: 400, code })
  })

  it.each([
    ['no credentials', undefined],
    ['a bearer', 'Bearer abc'],
    ['half of Basic', 'Basic QUM='],
    ['no base64', 'Basic ####'],
  ])('%s gets 401 and 20003, whatever else is wrong', async (_, given) => {
    const headers = { 'content-type': json, ...(given === undefined ? {} : { authorization: given }) }
    for (const path of ['/video/v1/Rooms', '/video/v1/Nothing']) {
      const answer = await simulator.app.request(path, { method: 'POST', headers, body: '{' })
      expect([answer.status, ((await answer.json()) as { code: number }).code]).toEqual([401, 20003])
    }
  })
})

describe('the X-Simulator-Gap header names', () => {
  it('the query of a POST', async () => {
    expect(await ask('POST', '/video/v1/Rooms?UniqueName=in-the-address', '')).toMatchObject({
      status: 201,
      gap: expect.stringContaining('query'),
    })
  })

  it('nothing when all is well', async () => {
    expect(await ask('POST', '/video/v1/Rooms', 'UniqueName=well')).toMatchObject({ status: 201, gap: null })
    expect(await ask('GET', '/video/v1/Rooms?Status=in-progress')).toMatchObject({ status: 200, gap: null })
  })
})

describe('the control API refuses, in one sentence,', () => {
  it.each([
    ['/lag-reads', { ms: -1 }],
    ['/lag-reads', { ms: 'long' }],
    ['/lag-reads', { ms: 1, changes: 'yes' }],
    ['/quotas', { rooms: 1.5 }],
    ['/pages', {}],
    ['/faults', { kind: 'drip', pauseMs: -1 }],
    ['/webhook-faults', { kind: 'eat' }],
  ])('%s %j', async (path, body) => {
    const answer = await simulator.control('POST', path, body)
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', message: expect.stringMatching(/\w/) },
    })
  })
})
