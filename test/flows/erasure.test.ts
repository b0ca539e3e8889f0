import { Queue } from 'bullmq'
import { beforeAll, describe, expect, it } from 'vitest'
import { jobPrefix } from '../../src/engine/queues.ts'
import { deliveryQueue } from '../../src/outbound/deliveries.ts'
import { cursorKey } from '../../src/projections/cursor.ts'
import { startProgram } from '../../tools/program.ts'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { type Case, live } from '../support/a-case.ts'
import { problemIn } from '../support/a-problem.ts'
import { everythingIn } from '../support/everything-in.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
let sue: { readonly sid: string; readonly token: string }
beforeAll(async () => {
  centre = await theCallCentre()
  sue = await centre.hire(['supervisor'])
})

const post = (url: string, body: object) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const erase = (chat: Case, sid = chat.conversationSid, as = sue.token) =>
  chat.call(`/supervisor/conversations/${sid}/erase`, {}, as)
async function command(...words: readonly string[]) {
  const said: string[] = []
  const program = startProgram('erase', {
    file: 'workers/erase.ts',
    words,
    env: centre.env,
    heard: (line) => said.push(line),
  })
  const code = await program.exited
  return { code, said: [...said, program.lastWords()].filter((line) => line !== '') }
}

/** A video that has ended, and was rated with a comment. */
async function aRatedVideo() {
  const chat = await centre.chat({ customer: { name: 'Zebulon' } })
  const { link, id } = await live(chat)
  await chat.ends('complete')
  await chat.saying('ended')
  expect((await post(`${link}/rating`, { stars: 2, comment: 'ask for Zebulon at home' })).status).toBe(201)
  await chat.closed()
  await centre.settled()
  await until('its entries are counted', isCounted)
  return { chat, id, link }
}

/** The counts have reached the end of the timelines. */
async function isCounted(): Promise<boolean> {
  const { redis, timelines } = centre.inside
  const end = await timelines.end()
  return (await redis.get(cursorKey('escalate', 'history'))) === end
}

/** All of Redis that has one of these words in a key or a value. */
async function found(...words: readonly string[]) {
  const rows = await everythingIn(centre.inside.redis)
  return rows.filter((row) => words.some((word) => row.includes(word)))
}

describe('the data of one conversation', () => {
  it('is erased by a supervisor, who gets the counts; no key or value in Redis names the conversation any more', async () => {
    const { chat, id } = await aRatedVideo()
    const other = await aRatedVideo()
    const failed = await aFailedDelivery(chat.conversationSid)
    const numbers = async () =>
      (await everythingIn(centre.inside.redis)).filter((row) => /^escalate:history:(hour|agents):/.test(row))
    const hex = chat.conversationSid.slice(2)
    expect((await found(hex)).length).toBeGreaterThan(5)
    const ofOther = async () =>
      (await found(other.chat.conversationSid.slice(2))).filter((row) => !row.includes(':events '))
    const [before, others] = [await numbers(), await ofOther()]

    const answer = await erase(chat)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      conversation: chat.conversationSid,
      erased: { records: 2, entries: expect.any(Number), names: 2, jobs: 2, rows: expect.any(Number) },
    })
    expect(await found(hex, id, chat.taskSid, failed)).toEqual([])
    expect(await ofOther()).toEqual(others)
    expect(await numbers()).toEqual(before)
    expect((await chat.call(`/escalations/${id}`)).status).toBe(404)
  })

  it('disappears from the board of a supervisor who has the board open', async () => {
    const board = await boardOf()
    const { chat, id } = await aRatedVideo()
    await until('the board has it', async () => board.text().includes(id))
    await erase(chat)
    await until('the board reports it as gone', async () => board.text().includes(`"gone":["${chat.conversationSid}"]`))
    await board.close()
  })

  it('is erased by the command; a second run finds nothing', async () => {
    const { chat } = await aRatedVideo()
    expect(await command(chat.conversationSid)).toMatchObject({
      code: 0,
      said: [expect.stringMatching(new RegExp(`^${chat.conversationSid}: erased 2 records, \\d+ entries, 2 names`))],
    })
    expect(await found(chat.conversationSid.slice(2))).toEqual([])
    expect(await command(chat.conversationSid)).toMatchObject({
      code: 0,
      said: [`${chat.conversationSid}: nothing is known`],
    })
  })

  it('is not erased while the video is under way (409), and the room is closed at the end as always', async () => {
    const chat = await centre.chat()
    await live(chat)
    expect(await problemIn(await erase(chat))).toMatchObject({ status: 409, code: 'still-busy', retryable: true })
    expect(await command(chat.conversationSid)).toMatchObject({
      code: 1,
      said: [`${chat.conversationSid}: not erased: video-escalation is under way`],
    })
    await chat.ends('complete')
    await chat.saying('ended')
    await chat.closed()
  })

  it('is not erased for an agent (403), nor for a SID that is no conversation’s (404; exit code 64)', async () => {
    const { chat } = await aRatedVideo()
    expect(await problemIn(await erase(chat, chat.conversationSid, chat.token))).toMatchObject({ status: 403 })
    expect(await problemIn(await erase(chat, 'CH*'))).toMatchObject({ status: 404, code: 'unknown-conversation' })
    expect(await command('CH*')).toMatchObject({ code: 64 })
    expect((await found(chat.conversationSid.slice(2))).length).toBeGreaterThan(1)
  })
})

/** A failed delivery of an event of this conversation, whose endpoint was removed. */
async function aFailedDelivery(conversationSid: string): Promise<string> {
  const id = `evt-${conversationSid}-1`
  const queue = new Queue(deliveryQueue, { connection: centre.inside.redis, prefix: jobPrefix() })
  const body = { type: 'escalation.ended', timestamp: new Date(0).toISOString(), data: { conversationSid } }
  const job = await queue.add(body.type, { endpointId: 'nobody', event: { id, body } }, { attempts: 1 })
  await until('it has failed', () => job.isFailed())
  await queue.close()
  return id
}

async function boardOf() {
  const leaves = new AbortController()
  const answer = await fetch(`${centre.serverUrl}/api/supervisor/board/events`, {
    headers: { authorization: `Bearer ${sue.token}` },
    signal: leaves.signal,
  })
  let text = ''
  const reading = (async () => {
    for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) text += part
  })().catch(() => {})
  return {
    text: () => text,
    async close() {
      leaves.abort()
      await reading
    },
  }
}
