import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createClosing } from '../../src/http/closing.ts'
import { until } from '../../tools/until.ts'
import { aSocket, getRequest, idlers } from '../support/a-socket.ts'

/** The answers that a test holds back, by path. */
const held = new Map<string, () => void>()
const hold = (path: string, answer: () => void) => void held.set(path, answer)
const letGo = async (path: string) => {
  await until(`${path} is there`, async () => held.has(path))
  held.get(path)?.()
  held.delete(path)
}

async function aServer(listener: RequestListener) {
  const server = createServer(listener)
  const closing = createClosing(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo // it listens on TCP
  return { url: `http://127.0.0.1:${port}`, server, ...closing }
}

const took = async (ending: Promise<void>) => {
  const started = Date.now()
  await ending
  return Date.now() - started
}

it('a closing server ends within 3 s with mute, half-sent, kept and upgrading connections open', async () => {
  const { url, close } = await aServer(
    (request, response) => void request.resume().once('end', () => response.end('yes')),
  )
  const open = await idlers(url, '/')
  await until('the kept one was answered', async () => open[3]?.text().includes('yes'))
  expect(await took(close())).toBeLessThan(3_000)
  await Promise.all(open.map(({ closed }) => closed))
})

it('a closing server waits for an open request, and ends within 3 s of its answer', async () => {
  const { url, close } = await aServer((request, response) =>
    request.url === '/owed' ? hold('/owed', () => response.end('late')) : void response.end(),
  )
  await idlers(url, '/')
  const asking = fetch(`${url}/owed`)
  await until('the request has arrived', async () => held.has('/owed'))
  const ending = close()
  // Far longer than an idle connection may stay.
  setTimeout(() => void letGo('/owed'), 2_500)
  const answer = await asking
  expect([answer.headers.get('connection'), await answer.text()]).toEqual(['close', 'late'])
  expect(await took(ending)).toBeLessThan(3_000)
})

it('a closing server does not wait for an answer whose caller has left', async () => {
  const { url, close } = await aServer((request, response) => hold(request.url ?? '', () => response.end()))
  const caller = await aSocket(url)
  caller.write(getRequest('/left'))
  await until('the request has arrived', async () => held.has('/left'))
  caller.hangUp()
  expect(await took(close())).toBeLessThan(3_000)
})

it('a closing server cuts an answer that nobody reads within 3 s', async () => {
  const { url, close } = await aServer((_, response) => void response.end('x'.repeat(50_000_000)))
  const reader = await aSocket(url)
  reader.stopReading()
  reader.write(getRequest('/'))
  const other = await fetch(url)
  await other.arrayBuffer()
  expect(await took(close())).toBeLessThan(3_000)
})

it('a closing server lets an answer finish that is being read', async () => {
  const { url, close } = await aServer((_, response) => {
    let n = 0
    response.write(`${n}`)
    const timer = setInterval(() => {
      n += 1
      if (n < 10) return void response.write(`${n}`)
      clearInterval(timer)
      response.end()
    }, 250)
  })
  const answer = await fetch(url)
  const ending = close()
  expect(await answer.text()).toBe('0123456789')
  await ending
})

it('a closing server answers requests on open connections with connection: close', async () => {
  const { url, announce, close } = await aServer((request, response) =>
    request.url === '/held' ? hold('/held', () => response.end('late')) : void response.end('yes'),
  )
  const kept = await aSocket(url)
  kept.write(getRequest('/'))
  await until('it was answered', async () => kept.text().includes('yes'))
  expect(kept.text()).toMatch(/connection: keep-alive/i)
  const before = await aSocket(url)
  before.write(getRequest('/held'))
  await until('the request has arrived', async () => held.has('/held'))
  announce()
  await letGo('/held')
  kept.write(getRequest('/'))
  await Promise.all([kept.closed, before.closed])
  expect(kept.text()).toMatch(/connection: close/i)
  expect(before.text()).toMatch(/connection: close/i)
  await close()
})
