import { describe, expect, it } from 'vitest'
import { readQueuesPass, signQueuesPass } from '../../src/access/queues-pass.ts'
import { aHouse } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { sid } from '../support/an-assignment.ts'

const id = `esc-${'c'.repeat(32)}-1`
const routes = [
  ['GET', '/me'],
  ['GET', '/board/events'],
  ['GET', `/escalations/${id}/timeline`],
  ['GET', '/timeline?since=0'],
  ['POST', `/escalations/${id}/end`],
  ['POST', `/escalations/${id}/join`],
  ['GET', '/failures'],
  ['POST', '/failures/retry'],
  ['POST', '/queues-pass'],
  ['GET', '/numbers'],
] as const

const ask = (method: string, path: string, headers: Readonly<Record<string, string>> = {}, body = '{}') =>
  Promise.resolve(
    aHouse().app.request(`/api/supervisor${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'POST' && { body }),
    }),
  )
const as = (who: string) => ({ authorization: `Bearer ${who}` })

describe.each(routes)('%s %s', (method, path) => {
  it.each([
    ['a caller without a token', {}, 401, 'no-token'],
    ['a stranger', as('stranger'), 401, 'bad-token'],
    ['an agent', as('ada'), 403, 'wrong-role'],
    ['a user of another department', as('olga'), 403, 'wrong-role'],
    ['a supervisor on a foreign page', { ...as('sue'), origin: 'https://evil.example' }, 403, 'foreign-origin'],
  ] as const)('refuses %s', async (_, headers, status, code) => {
    expect(await problemIn(await ask(method, path, headers))).toMatchObject({ status, code })
  })

  it('admits a supervisor from our own page', async () => {
    const answer = await ask(method, path, { ...as('sue'), origin: 'https://flex.example.com' })
    expect([401, 403]).not.toContain(answer.status)
    await answer.body?.cancel()
  })
})

describe('a pass to the queues', () => {
  const pass = { workerSid: sid('WK', 3), until: 2_000_000 }
  it('is valid until its expiry, with a new secret beside the old', () => {
    const text = signQueuesPass(pass, 'old')
    expect(readQueuesPass(text, ['new', 'old'], 1_999_999)).toEqual(pass)
    expect(readQueuesPass(text, ['new', 'old'], 2_000_000)).toBeUndefined()
    expect(readQueuesPass(text, ['new'], 0)).toBeUndefined()
  })

  it('is invalid once it was changed', () => {
    const text = signQueuesPass(pass, 'secret')
    for (const other of [text.replace('2000', '9000'), text.replace('WK0', 'WK1'), text.slice(0, -1), '', `${text}x`])
      expect(readQueuesPass(other, ['secret'], 0), other).toBeUndefined()
  })
})
