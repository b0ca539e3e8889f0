import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../../src/outbound/endpoint.ts'
import type { Endpoints } from '../../src/outbound/endpoints.ts'
import { participants } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { secret } from '../support/a-receiver.ts'
import { anApp, flexUsers } from '../support/an-app.ts'

/** Endpoints in memory; `crm` is in the configuration. */
function inMemory(): Endpoints {
  const configured = { id: 'crm', url: 'https://crm.example/', secrets: [secret], isConfigured: true }
  const added = new Map<string, Endpoint>()
  return {
    all: async () => [configured, ...[...added.values()].map((each) => ({ ...each, isConfigured: false }))],
    put: async (one) => one.id !== 'crm' && added.set(one.id, one).has(one.id),
    remove: async (id) => added.delete(id),
    disable: async () => {},
    enable: async () => {},
  }
}

function aHouseWithWebhooks(outboundRule = { mayBePrivate: true, mayBePlain: true }) {
  const endpoints = inMemory()
  const { app } = anApp({ endpoints, outboundRule, flexTokens: flexUsers(participants) })
  const as =
    (who: string) =>
    (method: string, path: string, body?: object): Promise<Response> =>
      Promise.resolve(
        app.request(`/api/webhooks${path}`, {
          method,
          headers: { ...(who && { authorization: `Bearer ${who}` }), 'content-type': 'application/json' },
          ...(body && { body: JSON.stringify(body) }),
        }),
      )
  return { endpoints, as }
}

const url = 'http://127.0.0.1:9/hook'
const nothingPrivate = { mayBePrivate: false, mayBePlain: false }

describe('webhook endpoints', () => {
  it('are added, and their secret is shown once', async () => {
    const sue = aHouseWithWebhooks().as('sue')
    const made = await (await sue('PUT', '/mine', { url, events: ['escalation.*'] })).json()
    expect(made).toEqual({
      id: 'mine',
      url,
      events: ['escalation.*'],
      isConfigured: false,
      secrets: [expect.stringMatching(/^whsec_.{40,}/)],
    })
    const listed = await (await sue('GET', '')).text()
    expect(JSON.parse(listed).endpoints).toMatchObject([
      { id: 'crm', isConfigured: true, events: ['*'] },
      { id: 'mine' },
    ])
    expect(listed).not.toContain('whsec_')
  })

  it('get a new secret and keep the previous one, but none before that', async () => {
    const { endpoints, as } = aHouseWithWebhooks()
    const sue = as('sue')
    await sue('PUT', '/mine', { url, secrets: [secret] })
    const { secrets } = (await (await sue('POST', '/mine/rotate')).json()) as { readonly secrets: readonly string[] }
    expect((await endpoints.all())[1]?.secrets).toEqual([...secrets, secret])
    await sue('POST', '/mine/rotate')
    expect((await endpoints.all())[1]?.secrets).toHaveLength(2)
    expect((await endpoints.all())[1]?.secrets).not.toContain(secret)
  })

  it('are removed', async () => {
    const { endpoints, as } = aHouseWithWebhooks()
    const sue = as('sue')
    await sue('PUT', '/mine', { url })
    expect((await sue('DELETE', '/mine')).status).toBe(204)
    expect(await endpoints.all()).toHaveLength(1)
  })

  it.each([
    ['PUT', '/crm', { url }, 409, 'configured'],
    ['DELETE', '/crm', undefined, 409, 'configured'],
    ['POST', '/crm/rotate', undefined, 409, 'configured'],
    ['DELETE', '/never', undefined, 404, 'unknown-endpoint'],
    ['POST', '/never/rotate', undefined, 404, 'unknown-endpoint'],
    ['POST', '/never/enable', undefined, 404, 'unknown-endpoint'],
    ['PUT', '/MINE', { url }, 400, 'invalid'],
    ['PUT', '/mine', { url: 'javascript:alert(1)' }, 400, 'invalid'],
    ['PUT', '/mine', { url, events: ['*'] }, 400, 'invalid'],
    ['PUT', '/mine', {}, 400, 'invalid'],
    ['POST', '/replay', { deliveries: [] }, 400, 'invalid'],
    ['POST', '/replay', { endpoint: 'crm' }, 400, 'invalid'],
    ['POST', '/replay', { endpoint: 'never', since: '2026-11-21T12:00:00Z' }, 404, 'unknown-endpoint'],
  ])('%s %s with %o is refused with %i', async (method, path, body, status, code) => {
    const { endpoints, as } = aHouseWithWebhooks()
    expect(await problemIn(await as('sue')(method, path, body))).toMatchObject({ status, code })
    expect(await endpoints.all()).toHaveLength(1)
  })

  it.each([
    'http://crm.example/',
    'https://127.0.0.1/',
    'https://localhost/',
    'https://169.254.169.254/latest',
    'https://[::ffff:10.0.0.1]/',
  ])('may not be at %s outside of development', async (where) => {
    const answer = await aHouseWithWebhooks(nothingPrivate).as('sue')('PUT', '/mine', { url: where })
    expect(await problemIn(answer)).toMatchObject({ status: 422, code: 'private-address' })
  })

  it.each([
    'https://169.254.169.254/latest',
    'http://0xa9fea9fe/',
    'https://[::ffff:169.254.169.254]/',
    'https://metadata.google.internal./',
    'https://[ff02::1]/',
    'https://0.0.0.0/',
  ])('may not be at %s where private addresses are allowed', async (where) => {
    const answer = await aHouseWithWebhooks().as('sue')('PUT', '/mine', { url: where })
    expect(await problemIn(answer)).toMatchObject({ status: 422, code: 'private-address' })
  })

  it('may be at a private https address of production’s own network, and at no http address', async () => {
    const sue = aHouseWithWebhooks({ mayBePrivate: true, mayBePlain: false }).as('sue')
    expect((await sue('PUT', '/mine', { url: 'https://10.1.2.3/' })).status).toBe(200)
    expect(await problemIn(await sue('PUT', '/mine', { url }))).toMatchObject({ status: 422, code: 'private-address' })
  })

  it.each([
    ['a caller without a token', 401, ''],
    ['an agent', 403, 'ada'],
    ['a user without a role', 403, 'olga'],
  ])('refuse %s with %i on all seven routes', async (_, status, who) => {
    const call = aHouseWithWebhooks().as(who)
    for (const [method, path] of [
      ['GET', ''],
      ['PUT', '/mine'],
      ['DELETE', '/crm'],
      ['POST', '/crm/rotate'],
      ['POST', '/crm/enable'],
      ['GET', '/dead'],
      ['POST', '/replay'],
    ] as const)
      expect((await call(method, path, method === 'GET' || method === 'DELETE' ? undefined : { url })).status).toBe(
        status,
      )
  })
})
