import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import type { RejectReason } from '../../src/http/rejected.ts'
import { createHttpServer } from '../../src/http/server.ts'
import { until } from '../../tools/until.ts'
import { aSocket, getRequest, idlers } from '../support/a-socket.ts'

async function aServer(keepAliveSeconds = 75, publicUrl = 'https://escalate.example.com') {
  const told: RejectReason[] = []
  const lines: object[] = []
  const listening = createHttpServer(
    (request, response) => void request.resume().once('end', () => response.end('yes')),
    {
      publicUrl,
      keepAliveSeconds,
      rejected: (reason) => void told.push(reason),
      log: { warn: (line: object) => void lines.push(line) },
    },
  )
  await new Promise<void>((resolve) => listening.server.listen(0, '127.0.0.1', resolve))
  onTestFinished(listening.close)
  const { port } = listening.server.address() as AddressInfo // it listens on TCP
  return { url: `http://127.0.0.1:${port}`, told, lines }
}

const asking = async (bytes: string) => {
  const server = await aServer()
  const caller = await aSocket(server.url)
  caller.write(bytes)
  await caller.closed
  return { ...server, status: Number(caller.text().split(' ')[1]) }
}

it('a header of 31 KiB is accepted, one of 33 KiB gets 431, and is counted and logged', async () => {
  const { url, told } = await aServer()
  const cookie = (kib: number) => ({ headers: { cookie: `a=${'x'.repeat(kib * 1_024)}` } })
  expect((await fetch(url, cookie(31))).status).toBe(200)
  expect(told).toEqual([])
  const { status, ...large } = await asking(`GET / HTTP/1.1\r\nHost: x\r\nCookie: a=${'x'.repeat(33 * 1_024)}\r\n\r\n`)
  expect([status, large.told]).toEqual([431, ['header-too-large']])
  expect(large.lines).toMatchObject([{ reason: 'header-too-large' }])
})

it.each([
  ['data that is no HTTP', 'hello\r\n\r\n'],
  ['a line without a colon', 'GET / HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n'],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
])('%s gets 400 and counts as malformed', async (_, bytes) => {
  const { status, told } = await asking(bytes)
  expect([status, told]).toEqual([400, ['malformed']])
})

it('a malformed request gets the headers of every answer', async () => {
  const { url } = await aServer()
  const caller = await aSocket(url)
  caller.write('hello\r\n\r\n')
  await caller.closed
  expect(caller.text().split('\r\n')).toEqual([
    'HTTP/1.1 400 Bad Request',
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Strict-Transport-Security: max-age=31536000; includeSubDomains',
    'Connection: close',
    'Content-Length: 0',
    '',
    '',
  ])
})

it('half a header whose caller leaves counts as broken off, and is not logged', async () => {
  const { url, told, lines } = await aServer()
  for (const bytes of ['GET / HTTP/1.1\r\nHos', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab']) {
    const caller = await aSocket(url)
    caller.write(bytes)
    caller.end()
    await caller.closed
  }
  expect(new Set(told)).toEqual(new Set(['broken-off']))
  expect(lines).toEqual([])
})

it('an idle connection is kept as long as configured, and slow ones are ended within 2.5 s of their limit', async () => {
  const keptSeconds = 7
  const { url, told } = await aServer(keptSeconds)
  const started = Date.now()
  const seconds = async ({ closed, closedAt }: Awaited<ReturnType<typeof aSocket>>) => {
    await closed
    return ((closedAt() ?? 0) - started) / 1_000
  }
  const open = await idlers(url, '/')
  const kept = open[3]
  await until('six seconds', async () => Date.now() - started > 6_000)
  kept?.write(getRequest('/'))
  await until('it is answered once more', async () => kept?.text().match(/yes/g)?.length === 2)
  expect(kept?.text()).toContain(`Keep-Alive: timeout=${keptSeconds}`)
  const [mute = 0, halfHeader = 0, halfBody = 0, again = 0, idle = 0] = await Promise.all(open.map(seconds))
  const limits = [mute - 5, halfHeader - 5, halfBody - 10, again - 6 - keptSeconds, idle - keptSeconds]
  for (const late of limits) expect([late > -0.1, late < 2.5]).toEqual([true, true])
  expect(open.slice(1, 3).map((each) => each.text().split(' ')[1])).toEqual(['408', '408'])
  expect(told).toContain('too-slow')
})
