import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { freePort } from '../../tools/free-port.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import type { Case } from '../support/a-case.ts'
import { everythingIn } from '../support/everything-in.ts'

const sentence = 'Hello! Could we do a video call? My name is Zebedee.'
const part = z.looseObject({ escalate: z.looseObject({ videoRequest: z.object({ id: z.string() }) }) })

let centre: CallCentre
let port: number
const logged: string[] = []
beforeAll(async () => {
  port = await freePort()
  centre = await aCallCentre({
    env: { VIDEO_REQUESTS: 'on', METRICS_PORT: String(port) },
    heard: (_, line) => logged.push(line),
  })
})
afterAll(() => centre?.stop())

const asks = (chat: Case, body = sentence) => centre.sim.say(chat.conversationSid, 'customer', body)
const requestOn = async (chat: Case) => part.safeParse(await chat.task()).data?.escalate.videoRequest.id
const shown = (chat: Case) =>
  until('the task says that the customer asks for video', async () => (await requestOn(chat)) ?? false)
const removed = (chat: Case) => until('the task no longer says so', async () => (await requestOn(chat)) === undefined)
/** The words of the conversation's request, in the order of its timeline. */
const statesOf = async (chat: Case) => {
  const entries = centre.inside.timelines.of({ feature: 'video-request', key: chat.conversationSid })
  const states = new Set<unknown>()
  for await (const { after } of entries) if (after) states.add(after['state'])
  return [...states]
}

describe.each(['web', 'sms'] as const)('a %s customer who asks for video', (channel) => {
  it('is on the agent’s task; the video that follows answers it, and nothing of ours has the sentence', async () => {
    const chat = await centre.chat({ channel })
    await asks(chat, 'The video I sent you does not play')
    await asks(chat)
    await asks(chat)
    expect(await shown(chat)).toMatch(/^vr-[0-9a-f]{32}-\w+$/)
    expect((await chat.start()).status).toBe(202)
    await removed(chat)
    await chat.saying('invited')
    await centre.settled()
    expect(await statesOf(chat)).toEqual(['received', 'invited'])
    expect((await everythingIn(centre.inside.redis)).filter((row) => row.includes('Zebedee'))).toEqual([])
    expect(logged.join('\n')).not.toContain('Zebedee')
  })
})

it('a decline removes the request from the task, once for agent and request, and the customer gets no message', async () => {
  const [chat, other] = await Promise.all([centre.chat(), centre.chat()])
  await asks(chat)
  const id = await shown(chat)
  expect((await other.call(`/video-requests/${id}/decline`, {})).status).toBe(403)
  const answer = await chat.call(`/video-requests/${id}/decline`, {})
  expect([answer.status, await answer.json()]).toMatchObject([202, { id, state: 'declined' }])
  expect((await chat.call(`/video-requests/${id}/decline`, {})).status).toBe(202)
  await removed(chat)
  await asks(chat)
  await centre.settled()
  expect(await requestOn(chat)).toBeUndefined()
  expect(await statesOf(chat)).toEqual(['received', 'declined'])
  expect((await chat.messages()).map(({ body }) => body)).toEqual([sentence, sentence])
})

it('a typed /video answers a request, and an agent’s own message is none', async () => {
  const chat = await centre.chat()
  await chat.types(sentence)
  await centre.settled()
  expect(await requestOn(chat)).toBeUndefined()
  await asks(chat)
  await shown(chat)
  await chat.invited()
  await removed(chat)
  expect(await statesOf(chat)).toEqual(['received', 'invited'])
})

it('the end of the task removes the request, and /metrics counts requests and answers', async () => {
  const chat = await centre.chat()
  await asks(chat)
  await shown(chat)
  await chat.ends('wrapup')
  await removed(chat)
  // The server has decided what the API said, and the worker everything else.
  const counted = async (state: string) => {
    const pages = [centre.serverUrl, `http://127.0.0.1:${port}`].map(async (url) =>
      (await fetch(`${url}/metrics`)).text(),
    )
    const series = new RegExp(`^escalate_video_requests_total\\{state="${state}"\\} (\\d+)$`, 'gm')
    return [...(await Promise.all(pages)).join('\n').matchAll(series)].reduce((sum, [, n]) => sum + Number(n), 0)
  }
  await centre.settled()
  expect([await counted('received'), await counted('invited'), await counted('declined')]).toEqual([5, 3, 1])
})
