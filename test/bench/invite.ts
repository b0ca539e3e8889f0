import { Redis } from 'ioredis'
import type { Sim } from '../../tools/sim.ts'
import { simAt } from '../../tools/sim.ts'
import type { Stack } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { quantile } from './load.ts'
import { messageForm, signedRequest } from './signed-request.ts'

const runs = 200
const twilioMs = 100

/**
 * From `/video` at our door to the invite in the chat, while Twilio takes 100 ms for every answer. Two round trips are
 * Twilio's (room, message); what is above them is ours.
 */
export async function invite(stack: Stack) {
  const sim = simAt(stack.simulatorUrl)
  const redis = new Redis(stack.redisUrl)
  await sim.latency(twilioMs)
  const ours: number[] = []
  for (let n = -5; n < runs; n++) {
    const ms = await oneInvite(sim, stack, redis, n + 100)
    if (n >= 0) ours.push(ms - 2 * twilioMs) // the first ones warm everything up
  }
  await sim.latency(0)
  redis.disconnect()
  return {
    runs,
    aboveTwoRoundTrips: {
      p50: round(quantile(ours, 0.5)),
      p99: round(quantile(ours, 0.99)),
      max: round(Math.max(...ours)),
    },
    target: { p50: 15, p99: 75 },
  }
}

async function oneInvite(sim: Sim, stack: Stack, redis: Redis, n: number): Promise<number> {
  const chat = await sim.chat()
  await sim.accept(chat.reservationSid)
  await until('the task is known', () => redis.exists(`escalate:alias:video-escalation:${chat.taskSid}`).then(Boolean))
  const { last } = await sim.journal()
  const form = { ...messageForm(n, '/video'), ConversationSid: chat.conversationSid }
  const request = toFetch(signedRequest(stack.serverUrl, form))
  const started = performance.now()
  const answer = await fetch(`${stack.serverUrl}/webhooks/conversations`, request)
  if (answer.status !== 204) throw new Error(`The webhook was answered ${answer.status}`)
  for (let after = last; ; ) {
    const journal = await sim.journal(after, 1_000)
    const isPosted = journal.entries.some(
      (entry) =>
        entry['kind'] === 'request' && entry['method'] === 'POST' && String(entry['pattern']).endsWith('/Messages'),
    )
    if (isPosted) return performance.now() - started
    after = journal.last
  }
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
