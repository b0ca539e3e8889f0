import { describe, expect, it } from 'vitest'
import { rowOf } from '../../webhooks/supervisor/board-row.ts'
import { problemIn } from '../support/a-problem.ts'
import { anOpenVideo } from '../support/an-open-video.ts'

async function live() {
  const video = await anOpenVideo()
  const agents = await video.pass()
  await video.comes('agent')
  await video.sits({ device: 'phone' })
  await video.comes('customer')
  const row = async () => rowOf('CH1', 1, await video.record())
  const tells = (body: unknown, path?: string) => video.send('connection', body, path)
  const lines = async () => {
    const answer = await video.house.as('sue').get(`/supervisor/escalations/${video.id}/timeline`)
    const all = (await answer.text()).trim().split('\n')
    return all.map((line) => JSON.parse(line)).filter(({ type }) => type === 'connection.changed')
  }
  return { ...video, agents, row, tells, lines }
}

describe('a weak connection', () => {
  it('is on the board and on the timeline as the customer’s or the agent’s, until it is good again', async () => {
    const { tells, row, lines, agents } = await live()
    expect(await row()).toMatchObject({ isCustomerConnectionWeak: false, isAgentConnectionWeak: false })
    expect((await tells({ isWeak: true })).status).toBe(202)
    expect(await row()).toMatchObject({ isCustomerConnectionWeak: true, isAgentConnectionWeak: false, state: 'live' })
    await tells({ isWeak: true }, agents)
    await tells({ isWeak: false })
    expect(await row()).toMatchObject({ isCustomerConnectionWeak: false, isAgentConnectionWeak: true })
    expect(await lines()).toMatchObject([
      { actor: 'customer', about: { isWeak: true }, after: { isCustomerConnectionWeak: true } },
      {
        actor: 'agent',
        about: { isWeak: true },
        after: { isCustomerConnectionWeak: true, isAgentConnectionWeak: true },
      },
      { actor: 'customer', about: { isWeak: false }, after: { isAgentConnectionWeak: true } },
    ])
  })

  it('reported five times is on the timeline once, and makes no request to Twilio', async () => {
    const { tells, lines, house } = await live()
    const before = house.asked().length
    for (let n = 0; n < 5; n++) await tells({ isWeak: true })
    expect(await lines()).toHaveLength(1)
    expect(house.asked().length).toBe(before)
  })

  it('is cleared when the customer leaves, and ignored while they are away', async () => {
    const { tells, row, goes, comes } = await live()
    await tells({ isWeak: true })
    await goes('customer')
    expect(await row()).toMatchObject({ isCustomerConnectionWeak: false })
    await tells({ isWeak: true })
    await comes('customer', 2)
    expect(await row()).toMatchObject({ isCustomerConnectionWeak: false })
  })

  it('is refused from a supervisor (403), with odd fields (400), and for an unknown link (404)', async () => {
    const { tells, joinPage } = await live()
    expect(await problemIn(await tells({ isWeak: true }, await joinPage()))).toMatchObject({
      status: 403,
      code: 'wrong-role',
    })
    for (const odd of [{}, { isWeak: 'yes' }, { isWeak: true, role: 'agent' }])
      expect((await tells(odd)).status).toBe(400)
    expect((await tells({ isWeak: true }, '/j/nonsense-nonsense-nonsense')).status).toBe(404)
  })
})
