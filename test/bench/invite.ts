import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Sim } from '../../tools/sim.ts'
import { simAt } from '../../tools/sim.ts'
import type { Stack } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { quantile } from './load.ts'
import { messageForm, signedRequest } from './signed-request.ts'

const runs = 200
const twilioMs = 100

type Agent = { readonly sid: string; readonly identity: string }

/**
 * From `/video` at our server to the invite in the chat, while Twilio takes 100 ms for every answer. Two round trips
 * are Twilio's (room, message); the rest is ours. The simulator does its work at once and holds the answer back, so the
 * message is there one round trip before it is confirmed.
 */
export async function invite(stack: Stack) {
  const sim = simAt(stack.simulatorUrl)
  const redis = new Redis(stack.redisUrl)
  const { workers } = await sim.call<{ workers: readonly Agent[] }>('POST', '/seed', {
    workers: [{ name: 'bench@example.com' }],
  })
  const [agent] = workers
  if (!agent) throw new Error('The simulator made no agent')
  await sim.latency(twilioMs)
  const ours: number[] = []
  for (let n = -5; n < runs; n++) {
    const ms = await oneInvite(sim, stack, redis, { agent, n: n + 100 })
    if (n >= 0) ours.push(ms - twilioMs) // the first ones warm everything up
  }
  await sim.latency(0)
  redis.disconnect()
  const quarter = (n: number) => round(quantile(ours.slice((n * runs) / 4, ((n + 1) * runs) / 4), 0.5))
  return {
    runs,
    p50ByQuarter: [0, 1, 2, 3].map(quarter),
    aboveTwoRoundTrips: {
      p50: round(quantile(ours, 0.5)),
      p99: round(quantile(ours, 0.99)),
      max: round(Math.max(...ours)),
    },
    target: { p50: 15, p99: 75 },
  }
}

async function oneInvite(
  sim: Sim,
  stack: Stack,
  redis: Redis,
  { agent, n }: { agent: Agent; n: number },
): Promise<number> {
  const chat = await sim.chat({ workerSid: agent.sid })
  await sim.accept(chat.reservationSid)
  await until('the task is known', () => redis.exists(`escalate:alias:video-escalation:${chat.taskSid}`).then(Boolean))
  // Agents do not type in the moment of acceptance; the worker is idle by then.
  await pause(twilioMs)
  const { last } = await sim.journal(Number.MAX_SAFE_INTEGER)
  // The message is in the chat, so that the command can be taken out of it; its webhook comes from here, to be timed.
  await sim.webhookFault({ kind: 'drop', event: '^onMessageAdded', count: 1 })
  await sim.say(chat.conversationSid, { workerSid: agent.sid }, '/video')
  const [typed] = await sim.messages(chat.conversationSid)
  if (!typed) throw new Error('The message is not in the chat')
  const form = {
    ...messageForm(n, '/video'),
    ConversationSid: chat.conversationSid,
    ClientIdentity: agent.identity,
    MessageSid: typed.sid,
  }
  const request = toFetch(signedRequest(stack.serverUrl, form))
  const sentAt = Date.now()
  const answer = await fetch(`${stack.serverUrl}/webhooks/conversations`, request)
  if (answer.status !== 204) throw new Error(`The webhook was answered ${answer.status}`)
  // No request goes to the simulator meanwhile: on two cores every request would show in the answer.
  await pause(3 * twilioMs)
  await until('the task says so', async () => (await sim.task(chat.taskSid)).attributes.includes('"invited"'))
  const { entries } = await sim.journal(last)
  const posted = entries.find(
    (entry) =>
      entry['kind'] === 'request' && entry['method'] === 'POST' && String(entry['pattern']).endsWith('/Messages'),
  )
  if (!posted) throw new Error('The invite is not in the journal')
  await sim.endTask(chat.taskSid, 'wrapup')
  await until(
    'it is over',
    async () =>
      (await sim.task(chat.taskSid)).attributes.includes('"cancelled"') ||
      (await sim.task(chat.taskSid)).attributes.includes('"ended"'),
  )
  return Date.parse(posted.at) - sentAt
}

/** The same bytes for `fetch`, which keeps its own connections. */
function toFetch(request: Buffer): RequestInit {
  const [head = '', body = ''] = request.toString().split('\r\n\r\n')
  const signature = /X-Twilio-Signature: (\S+)/.exec(head)?.[1] ?? ''
  return {
    method: 'POST',
    headers: { 'x-twilio-signature': signature, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body,
  }
}

const round = (ms: number) => Math.round(ms * 10) / 10
