import { describe, expect, it } from 'vitest'
import { aHouse } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { anAssignment } from '../support/an-assignment.ts'

const flex = 'https://flex.twilio.com'
const { taskSid } = anAssignment()

async function start(origin: string, name = 'ada') {
  const house = aHouse()
  await house.accepts()
  const headers = { origin, authorization: `Bearer ${name}`, 'content-type': 'application/json' }
  const answer = await house.app.request('/api/escalations', {
    method: 'POST',
    headers,
    body: JSON.stringify({ taskSid }),
  })
  return { house, answer }
}

const preflight = (origin: string) =>
  aHouse().app.request('/api/escalations', {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  })

describe('pages that may call the API', () => {
  it.each(['https://flex.twilio.com.evil.tld', 'http://flex.twilio.com', 'null', 'https://evil.tld'])(
    'a page of %s is refused (403) with a good token, and nothing happens',
    async (origin) => {
      const { house, answer } = await start(origin)
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      expect(await problemIn(answer)).toMatchObject({ status: 403, code: 'foreign-origin' })
      expect(house.asked()).toEqual([])
    },
  )

  it('Flex gets an answer, and may read it', async () => {
    const { answer } = await start(flex)
    expect(answer.status).toBe(202)
    expect(answer.headers.get('access-control-allow-origin')).toBe(flex)
  })

  it('Flex may also read a refusal', async () => {
    const { answer } = await start(flex, 'stranger')
    expect(answer.headers.get('access-control-allow-origin')).toBe(flex)
    expect(await problemIn(answer)).toMatchObject({ status: 401 })
  })

  it('another origin can be allowed', async () => {
    const { app } = aHouse({}, { flexOrigins: [flex, 'http://localhost:3000'] })
    const answer = await app.request('/api/escalations', {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' },
    })
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
  })
})

describe('a browser’s preflight request', () => {
  it('is answered for Flex without a token: GET and POST, two headers, no credentials', async () => {
    const answer = await preflight(flex)
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe(flex)
    expect(answer.headers.get('access-control-allow-methods')).toBe('GET,POST')
    expect(answer.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('is refused (403) for another origin', async () => {
    const answer = await preflight('https://evil.tld')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.status).toBe(403)
  })
})

it.each([
  ['a start', 202, flex, 'ada'],
  ['a stranger', 401, flex, 'stranger'],
  ['a foreign page', 403, 'https://evil.tld', 'ada'],
])('the answer to %s (%i) forbids framing, sniffing and loading', async (_, status, origin, name) => {
  const { answer } = await start(origin, name)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('x-frame-options')).toBe('DENY')
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
})
