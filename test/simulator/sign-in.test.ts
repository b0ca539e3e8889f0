import { describe, expect, it } from 'vitest'
import { createSimulator } from '../../simulator/simulator.ts'
import { jsonRequest } from './running-simulator.ts'

const to = 'http://127.0.0.1:3000/supervisor'
const query = `?return=${encodeURIComponent(to)}`

async function aSimulator() {
  const { app, cloud } = createSimulator({ control: true })
  await app.request('/__sim/seed', jsonRequest('POST'))
  return { app, cloud }
}

describe('the sign-in', () => {
  it('offers the supervisors, and nobody else', async () => {
    const { app } = await aSimulator()
    const text = await (await app.request(`/sign-in${query}`)).text()
    expect(text).toContain('Sue')
    expect(text).not.toMatch(/Ada|Ben/)
  })

  it('redirects with the supervisor’s token in the fragment, which no server sees', async () => {
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

  it('redirects only to this machine and to configured hosts, with its page and with a button', async () => {
    const { app, cloud } = createSimulator({ control: true, hosts: ['escalate.example.com'] })
    await app.request('/__sim/seed', jsonRequest('POST'))
    const [sue] = [...cloud.taskrouter.workspaces.values()].flatMap(({ workers }) =>
      [...workers.values()].filter(({ friendlyName }) => friendlyName.startsWith('sue')),
    )
    const led = async (path: string, to: string) =>
      (await app.request(`/sign-in${path}?return=${encodeURIComponent(to)}`)).status
    for (const good of [to, 'http://localhost:3000/', 'http://[::1]/', 'https://escalate.example.com/supervisor'])
      expect([await led('', good), await led(`/${sue?.sid}`, good)], good).toEqual([200, 303])
    for (const bad of [
      '',
      'nonsense',
      'javascript:alert(1)',
      'https://example.com/',
      'https://escalate.example.com.evil.example/',
      'https://escalate.example.com@evil.example/',
      'http://127.0.0.1.evil.example/',
      'http://localhost:3000@evil.example/',
      'http://169.254.169.254/',
    ])
      expect([await led('', bad), await led(`/${sue?.sid}`, bad)], bad).toEqual([400, 400])
  })

  it('refuses an unknown worker', async () => {
    const { app } = await aSimulator()
    expect((await app.request(`/sign-in/WK1${query}`)).status).toBe(400)
  })

  it('is closed with the control API', async () => {
    expect((await createSimulator().app.request(`/sign-in${query}`)).status).toBe(404)
  })
})
