import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, live, openCase, requests } from '../support/a-case.ts'
import { problemIn } from '../support/a-problem.ts'
import { aTransfer } from '../support/a-transfer.ts'
import { anEventStream } from '../support/an-event-stream.ts'

let centre: CallCentre
beforeAll(async () => {
  // As behind a proxy, so that strangers have their own address.
  centre = await aCallCentre({ env: { TRUSTED_PROXIES: '1' } })
})
afterAll(() => centre?.stop())

const json = { 'content-type': 'application/json' }
const from = (address: string) => ({ 'x-forwarded-for': address })

/** The memory (MB) and the number of sockets of the server's process. */
async function figures() {
  const text = await (await fetch(`${centre.serverUrl}/metrics`)).text()
  const of = (name: string) => Number(new RegExp(`^${name}(?:{[^}]*})? ([\\d.e+]+)$`, 'm').exec(text)?.[1])
  return {
    mb: of('escalate_process_resident_memory_bytes') / 2 ** 20,
    handles: of('escalate_nodejs_active_handles_total'),
  }
}

const timeline = async (chat: Case, path: string, as = chat.token) =>
  (await (await chat.call(`${path}/timeline`, undefined, as)).text()).trimEnd().split('\n')

/** Makes so many requests at the same time. */
async function inTurns<T>(n: number, atOnce: number, ask: (nth: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const worker = async () => {
    while (next < n) results.push(await ask(next++))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}

describe('event streams', () => {
  it('are not opened by 2,000 HEAD requests: the server grows by less than 50 MB and 50 sockets', async () => {
    const chat = await centre.chat()
    const { link } = await chat.invited()
    const head = (n: number) =>
      n % 2
        ? fetch(`${link}/events?device=${n}`, { method: 'HEAD' })
        : fetch(`${centre.serverUrl}/api/escalations/events?conversation=${chat.conversationSid}`, {
            method: 'HEAD',
            headers: { authorization: `Bearer ${chat.token}` },
          })
    await inTurns(200, 20, head)
    const before = await figures()
    const statuses = await inTurns(2_000, 20, async (n) => (await head(n)).status)
    expect(new Set(statuses)).toEqual(new Set([405]))
    const after = await figures()
    expect(after.handles).toBeLessThan(before.handles + 50)
    // 2,000 open event streams took 156 MB.
    expect(after.mb - before.mb).toBeLessThan(50)
    expect(await anEventStream(await fetch(`${link}/events`)).next()).toMatchObject({ data: { link: 'open' } })
  })

  it('of a stranger with the same link leave room for the customer’s, whichever process counts them', async () => {
    const chat = await centre.chat()
    const { link } = await chat.invited()
    const open = (address: string) => fetch(`${link}/events`, { headers: from(address) })
    const unknownIdentities = await Promise.all(
      Array.from({ length: 6 }, async () => anEventStream(await open('198.51.100.1'))),
    )
    expect(await problemIn(await open('198.51.100.1'))).toMatchObject({ status: 429, code: 'too-many-event-streams' })
    const customer = anEventStream(await open('203.0.113.1'))
    expect(await customer.next()).toMatchObject({ data: { link: 'open' } })
    await Promise.race(unknownIdentities.map((each) => each.readsOn()))
  })

  it('end with the Flex token that opened them', async () => {
    const chat = await centre.chat()
    const token = await centre.sim.flexToken(chat.workerSid, { ttlSeconds: 3 })
    const path = `/escalations/events?conversation=${chat.conversationSid}`
    const line = anEventStream(await chat.call(path, undefined, token))
    await line.readsOn()
    expect(await problemIn(await chat.call(path, undefined, token))).toMatchObject({ status: 401, code: 'bad-token' })
  })

  it('end with the link, after their last event, and none opens for a dead link', async () => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    const line = anEventStream(await fetch(`${link}/events`))
    await line.next()
    await chat.call(`/escalations/${id}/revoke`, {})
    expect(await line.next()).toMatchObject({ data: { link: 'revoked' } })
    expect(await line.next()).toBeUndefined()
    expect(await problemIn(await fetch(`${link}/events`))).toMatchObject({ status: 410, retryable: false })
  })
})

describe('unknown identities', () => {
  it('with 500 random tokens cause 50 to 66 requests to Twilio, and agents still get 200', async () => {
    const chat = await centre.chat()
    await chat.invited()
    const path = `/escalations?taskSid=${chat.taskSid}`
    expect((await chat.call(path)).status).toBe(200)
    const began = await centre.last()
    const guess = async (n: number) => {
      const headers = { authorization: `Bearer guess-${n}-${Math.random()}`, ...from('198.51.100.9') }
      const answer = await fetch(`${centre.serverUrl}/api${path}`, { headers })
      return JSON.stringify([answer.status, await answer.json()])
    }
    const [answers] = await Promise.all([
      inTurns(500, 50, guess),
      inTurns(20, 1, async () => expect((await chat.call(path)).status).toBe(200)),
    ])
    const asked = requests(await centre.journal(began), 'POST', /Tokens\/validate$/)
    expect(asked.length).toBeLessThanOrEqual(66)
    expect(asked.length).toBeGreaterThanOrEqual(50)
    const kinds = [...new Set(answers)].map((each) => JSON.parse(each))
    for (const [status, problem] of kinds) {
      expect([401, 429]).toContain(status)
      expect(Object.keys(problem)).toEqual(['code', 'message', 'retryable'])
    }
    expect(kinds).toHaveLength(2)
    const fresh = await centre.sim.flexToken(chat.workerSid)
    expect((await chat.call(path, undefined, fresh)).status).toBe(200)
  })
})

describe('a link’s holder', () => {
  it('adds one timeline entry by sending the same step a hundred times', async () => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    const tell = (what: string, body: object) =>
      fetch(`${link}/${what}`, { method: 'POST', headers: json, body: JSON.stringify(body) })
    await centre.settled()
    const before = (await timeline(chat, `/escalations/${id}`)).length
    for (let n = 0; n < 100; n++) expect((await tell('readiness', { step: 'opened' })).status).toBe(202)
    expect((await timeline(chat, `/escalations/${id}`)).length).toBe(before + 1)
    await centre.settled()
    expect((await timeline(chat, `/escalations/${id}`)).length).toBe(before + 1)
  })
})

describe('an agent who handed over', () => {
  it('reads record, timeline and transfer as they were, while the next agent goes on', async () => {
    const way = await aTransfer(centre)
    const { chat, ben } = way
    const call = await live(chat)
    const { id: transferId } = await way.toBen().then(async (answer) => (await answer.json()) as { id: string }) // our own answer
    const offer = await way.offered()
    await centre.sim.accept(offer.sid)
    await chat.saying('handed-over')
    await way.is('completed')
    await centre.settled()
    const paths = [
      `/escalations/${call.id}`,
      `/escalations/${call.id}/timeline`,
      `/transfers/${transferId}`,
      `/transfers/${transferId}/timeline`,
    ]
    const read = () => Promise.all(paths.map(async (path) => [path, await (await chat.call(path)).text()] as const))
    const before = await read()
    for (const [path, text] of before) expect([path, text.length > 0]).toEqual([path, true])
    const bens = openCase({
      sim: centre.sim,
      serverUrl: centre.serverUrl,
      chat: { ...chat, taskSid: (await way.invited()).sid, workerSid: ben.sid },
      token: ben.token,
    })
    await bens.agentSits(call.id)
    const rate = { stars: 1, comment: 'too long' }
    await fetch(`${call.link}/rating`, { method: 'POST', headers: json, body: JSON.stringify(rate) })
    await bens.call('/transfers', { taskSid: bens.taskSid, target: { worker: chat.workerSid }, mode: 'warm' })
    await centre.settled()
    expect((await read()).slice(0, 2)).toEqual(before.slice(0, 2))
    await bens.call(`/escalations/${call.id}/end`, {})
    await bens.saying('ended')
    expect((await read()).slice(0, 2)).toEqual(before.slice(0, 2))
    expect((await chat.call(`/transfers/${transferId}`)).status).not.toBe(200)
    await until('Ben sees the rating', async () =>
      (await (await bens.call(`/escalations/${call.id}`)).text()).includes('"stars":1'),
    )
  })
})
