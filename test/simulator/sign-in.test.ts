import { describe, expect, it } from 'vitest'
import { createSimulator } from '../../simulator/simulator.ts'

const to = 'http://127.0.0.1:3000/supervisor'
const query = `?return=${encodeURIComponent(to)}`

async function aSimulator() {
  const { app, cloud } = createSimulator({ control: true })
  await app.request('/__sim/seed', { method: 'POST', body: '{}' })
  return { app, cloud }
}

describe('the sign-in', () => {
  it('offers the supervisors, and nobody else', async () => {
    const { app } = await aSimulator()
    const text = await (await app.request(`/sign-in${query}`)).text()
    expect(text).toContain('Sue')
    expect(text).not.toMatch(/Ada|Ben/)
  })

  it('leads back with the supervisor’s token in the fragment, which no server sees', async () => {
    const { app, cloud } = await aSimulator()
    const text = await (await app.request(`/sign-in${query}`)).text()
    const [, path = ''] = /href="(\/sign-in\/WK[^"]+)"/.exec(text) ?? []
    const answer = await app.request(path.replaceAll('&amp;', '&'))
    expect(answer.status).toBe(303)
    const location = new URL(answer.headers.get('location') ?? '')
    expect(location.origin + location.pathname + location.search).toBe(to)
    const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? ''
    expect(cloud.iam.tokens.get(token)).toMatchObject({ realmUserId: 'sue@example.com', roles: ['supervisor'] })
  })

  it('refuses to lead anywhere but to a web address, and an unknown worker', async () => {
    const { app } = await aSimulator()
    for (const bad of ['', '?return=javascript:alert(1)', '?return=nonsense'])
      expect((await app.request(`/sign-in${bad}`)).status).toBe(400)
    expect((await app.request(`/sign-in/WK1${query}`)).status).toBe(400)
  })

  it('is closed with the control door', async () => {
    expect((await createSimulator().app.request(`/sign-in${query}`)).status).toBe(404)
  })
})
