import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { connectPatient } from '../../src/engine/redis.ts'
import { createRedisStore } from '../../src/engine/redis-store.ts'

// Both ends of the deliveries, in a process of their own: decisions as workers write them, so many a second (`POST
// /feed`), and the receiver (`POST /hook`). `GET /` returns how many were made and received, and how late the last ones
// were.
const redis = connectPatient(process.env['REDIS_URL'] ?? '')
const store = createRedisStore(redis)
const nothing = { aliases: [], locks: [], isLive: false } as const
const madeAt = new Map<string, number>()
const lags: number[] = []
let made = 0
let over = 0

createServer(async (request, response) => {
  const body = await text(request)
  if (request.url === '/hook') heard(JSON.parse(body) as { data: { id: string } }) // what our own worker sends
  if (request.url === '/feed') void feed(JSON.parse(body) as { rate: number; seconds: number }) // our own bench's request
  if (request.method === 'GET')
    response.end(JSON.stringify({ made, over, heard: lags.length, lags: lags.slice(-2_000) }))
  else response.writeHead(204).end()
}).listen(Number(process.env['PORT']), '127.0.0.1')

function heard({ data: { id } }: { readonly data: { readonly id: string } }): void {
  lags.push(Date.now() - (madeAt.get(id) ?? 0))
  madeAt.delete(id)
}

async function feed({ rate, seconds }: { readonly rate: number; readonly seconds: number }): Promise<void> {
  const started = performance.now()
  const total = rate * seconds
  let next = 0
  while (next < total) {
    const due = Math.min(total, Math.floor(((performance.now() - started) / 1000) * rate))
    await Promise.all(Array.from({ length: due - next }, () => happens()))
    next = due
    await pause(10)
  }
  over += 1
}

async function happens(): Promise<void> {
  const n = ++made
  const key = `CHf${n.toString(16).padStart(31, '0')}` // no webhook of the load has this key
  const id = `esc-${n}`
  const at = Date.now()
  madeAt.set(id, at)
  const head = { feature: 'video-escalation', key, version: 1, type: 'room.created', id: `EV${n}`, trace: `EV${n}` }
  const entry = { ...head, at, received: at, actor: 'outcome', about: {}, effects: [], after: { id, state: 'live' } }
  const place = { feature: head.feature, key }
  await store.save(place, { from: 0, state: {}, seen: [], pending: [], entry, before: nothing, after: nothing })
}
