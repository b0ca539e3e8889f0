import { readdirSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { DeskView } from '../../simulator/desk/view.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { jsonRequest } from './running-simulator.ts'

let simulator: Simulator
beforeEach(() => {
  simulator = createSimulator({ control: true })
})

const get = async (path: string) => simulator.app.request(path)
const post = async (path: string, body: object = {}) => simulator.app.request(path, jsonRequest('POST', body))
// The desk's own contract.
const view = async (chat = '') => (await (await get(`/desk/view?chat=${chat}`)).json()) as DeskView
const json = async (response: Response) => (await response.json()) as Record<string, string>
const chat = async (channel: string) => json(await post('/__sim/chats', { channel, customer: { name: 'Cleo' } }))

/** The page and everything it loads, followed as a browser would. */
async function wholePage(): Promise<Map<string, Response>> {
  const found = new Map<string, Response>()
  const wanted = ['/desk']
  for (const address of wanted) {
    if (found.has(address)) continue
    const response = await get(address)
    found.set(address, response)
    const text = await response.clone().text()
    const named = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g), ...text.matchAll(/from '(\.\/[^']+)'/g)]
    wanted.push(...named.map(([, path = '']) => new URL(path, `http://desk${address}`).pathname))
  }
  return found
}

describe('the page', () => {
  it('exists only while the control API is open', async () => {
    const closed = createSimulator()
    for (const path of ['/', '/desk', '/desk/main.js', '/desk/view']) {
      expect((await closed.app.request(path)).status, path).toBe(404)
      expect((await get(path)).status, path).toBeLessThan(400)
    }
  })

  it('is the target of a redirect from /', async () => {
    const response = await get('/')
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('/desk')
  })

  it('loads every file of its folder, each with its own content type', async () => {
    const page = await wholePage()
    for (const [address, response] of page) {
      expect(response.status, address).toBe(200)
      const type = address.endsWith('.js') ? 'javascript' : address.endsWith('.css') ? 'css' : 'html'
      expect(response.headers.get('content-type'), address).toBe(`text/${type}; charset=utf-8`)
    }
    const files = readdirSync(new URL('../../simulator/desk/page', import.meta.url))
    expect(page.size).toBe(files.length)
  })

  it('contains no address of another host', async () => {
    for (const [address, response] of await wholePage()) {
      expect(await response.text(), address).not.toMatch(/(?:https?:)?\/\/[a-z0-9-]+\.[a-z]/i)
    }
  })

  it('allows the browser nothing from other origins and nothing inline', async () => {
    const policy = (await get('/desk')).headers.get('content-security-policy') ?? ''
    const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]))
    expect(rules.get('default-src')).toBe("'none'")
    expect(rules.get('frame-ancestors')).toBe("'none'")
    expect(new Set(rules.values())).toEqual(new Set(["'none'", "'self'", 'data:']))
    const html = await (await get('/desk')).text()
    expect(html).not.toMatch(/<style|style="|<script(?![^>]*src=)|\son[a-z]+="/)
  })
})

describe('the state for the page', () => {
  it('is empty at first', async () => {
    expect(await view()).toEqual({
      agents: [],
      activities: [],
      queues: [],
      chats: [],
      chatSid: null,
      messages: [],
      rooms: [],
      panel: null,
      news: [],
    })
  })

  it('has the requested chat, otherwise the newest', async () => {
    await post('/__sim/seed')
    const [first, second] = [await chat('web'), await chat('sms')]
    const { chats, chatSid } = await view()
    expect(chats.map(({ conversationSid }) => conversationSid)).toEqual([
      second['conversationSid'],
      first['conversationSid'],
    ])
    expect(chats[0]).toMatchObject({ customer: 'Cleo', channel: 'sms', isClosed: false })
    expect(chats[0]?.tasks).toMatchObject([{ sid: second['taskSid'], status: 'reserved', video: null }])
    expect(chatSid).toBe(second['conversationSid'])
    expect((await view(first['conversationSid'])).chatSid).toBe(first['conversationSid'])
  })

  it('has the author of a message: the customer, an agent by name, or an application', async () => {
    await post('/__sim/seed')
    const { conversationSid, workerSid, reservationSid } = await chat('whatsapp')
    await post(`/__sim/reservations/${reservationSid}/accept`)
    for (const as of ['customer', { workerSid }, { api: true, author: 'Robot' }]) {
      await post(`/__sim/conversations/${conversationSid}/messages`, { as, body: 'hello' })
    }
    expect((await view()).messages).toMatchObject([
      { from: 'customer', body: 'hello' },
      { from: 'agent', agentSid: workerSid, name: 'Ada' },
      { from: 'api', name: 'Robot' },
    ])
  })

  it('shows the video state that an application wrote on the task', async () => {
    await post('/__sim/seed')
    const ended = { state: 'ended', joined: true, seconds: 42, reason: 'task-closed' }
    const attributes = { someApp: { video: ended, refused: { code: 'busy', message: 'Busy.' } } }
    await post('/__sim/chats', { channel: 'web', attributes })
    expect((await view()).chats[0]?.tasks[0]).toMatchObject({ video: ended, transfer: null, refused: 'Busy.' })
  })

  it('shows the transfer state that an application wrote on the task, and the queues', async () => {
    await post('/__sim/seed')
    const transfer = { state: 'incoming', mode: 'cold', from: 'Ada', note: 'Knows the invoice.' }
    await post('/__sim/chats', { channel: 'web', attributes: { someApp: { transfer } } })
    const { chats, queues } = await view()
    expect(chats[0]?.tasks[0]).toMatchObject({ transfer, video: null, queue: 'Chat' })
    expect(queues).toEqual(['Everyone', 'Chat', 'Support', 'Sales'])
  })

  it('has rooms, the newest first, with their participants', async () => {
    await createRoom('first')
    await createRoom('second')
    const [second, first] = (await view()).rooms
    expect(second).toMatchObject({ name: 'second', status: 'in-progress', participants: [] })
    await post(`/__sim/rooms/${first?.sid}/participants`, { identity: 'somebody' })
    expect((await view()).rooms[1]?.participants).toMatchObject([{ identity: 'somebody', status: 'connected' }])
  })

  it('has changes and failed requests, the newest first; other requests are left out', async () => {
    await post('/__sim/faults', { kind: 'lose-answer', product: 'video', times: 1 })
    await createRoom('unheard')
    await createRoom('heard')
    const { news } = await view()
    expect(news).toMatchObject([
      { kind: 'change', what: 'room.created', status: null, isBad: false },
      { kind: 'request', what: 'POST /Rooms', fault: 'lose-answer', status: '201', isBad: true },
      { kind: 'change', what: 'room.created', status: null, isBad: false },
    ])
  })
})

describe('an agent at the desk', () => {
  it('changes the activity, and gets no new chat while away', async () => {
    await post('/__sim/seed', { workers: [{ name: 'ada@example.com', fullName: 'Ada' }] })
    const { agents, activities } = await view()
    expect(agents).toMatchObject([{ name: 'Ada', activity: 'Available' }])
    expect(activities).toContain('Break')
    expect((await post(`/desk/agents/${agents[0]?.sid}/activity`, { activity: 'Break' })).status).toBe(200)
    expect((await chat('web'))['reservationSid']).toBeNull()
    expect((await view()).agents).toMatchObject([{ activity: 'Break' }])
  })

  it('is refused an unknown activity, an unknown agent and a missing activity', async () => {
    await post('/__sim/seed')
    const sid = (await view()).agents[0]?.sid
    const refusals = [
      [await post(`/desk/agents/${sid}/activity`, { activity: 'Asleep' }), 404],
      [await post('/desk/agents/WK0/activity', { activity: 'Break' }), 404],
      [await post(`/desk/agents/${sid}/activity`, {}), 400],
    ] as const
    for (const [response, status] of refusals) {
      expect(response.status).toBe(status)
      expect(await response.json()).toMatchObject({ code: expect.any(String), message: expect.any(String) })
    }
  })
})

async function createRoom(name: string): Promise<void> {
  const { accountSid, authToken } = simulator.cloud.account
  await simulator.app.request('/video/v1/Rooms', {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ UniqueName: name }).toString(),
  })
}
