import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { request as secureRequest } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSimulator } from '../../simulator/simulator.ts'
import { selfSigned } from '../../simulator/tls/certificate.ts'
import { openFront } from '../../simulator/tls/front.ts'
import { keptIdentity } from '../../simulator/tls/kept-identity.ts'
import { certifiedNames, placeOf } from '../../simulator/tls/twilio-hosts.ts'
import { close, listen, restRequest } from './running-simulator.ts'

describe('the place of a Twilio host', () => {
  const signedIn = { path: '/v1/Rooms', isSignedIn: true, isOfPage: false }

  it.each([
    ['video.twilio.com', '/video/v1/Rooms'],
    ['flex-api.twilio.com', '/flex-api/v1/Rooms'],
    ['video.us1.twilio.com', '/video/v1/Rooms'],
    ['video.ashburn.us1.twilio.com', '/video/v1/Rooms'],
    ['api.dublin.ie1.twilio.com', '/api.dublin.ie1/v1/Rooms'],
    ['api.ie1.twilio.com', '/api.dublin.ie1/v1/Rooms'],
    ['api.sydney.au1.twilio.com', '/api.sydney.au1/v1/Rooms'],
    ['voice-js.roaming.twilio.com', '/v1/Rooms'],
    ['eventgw.us1.twilio.com', '/v1/Rooms'],
    ['sdk.twilio.com', '/v1/Rooms'],
    ['studio.twilio.com', '/__twilio/studio.twilio.com/v1/Rooms'],
    ['media.twiliocdn.com', '/__twilio/media.twiliocdn.com/v1/Rooms'],
  ])('%s: %s', (hostname, place) => {
    expect(placeOf({ ...signedIn, hostname })).toBe(place)
  })

  it('requests of a page to a host that REST has, too, are Flex UI’s', () => {
    const asked = { hostname: 'iam.twilio.com', path: '/v1/x', isSignedIn: false, isOfPage: true }
    expect(placeOf(asked)).toBe('/__twilio/iam.twilio.com/v1/x')
    expect(placeOf({ ...asked, isOfPage: false })).toBe('/iam/v1/x')
  })

  it.each([
    ['global.vss.twilio.com', '/signaling'],
    ['ie1.vss.twilio.com', '/signaling?region=ie1'],
    ['nowhere.vss.twilio.com', undefined],
    ['sdkgw.us1.twilio.com', '/signaling'],
  ])('%s: the video SDK’s socket is at %s', (hostname, place) => {
    expect(placeOf({ hostname, path: '/signaling', isSignedIn: false, isOfPage: true })).toBe(place)
  })

  it.each(['example.com', 'twilio.com', 'twilio.com.example.com', 'nottwilio.com', '', 'video.twilio.com:1'])(
    '%s: none',
    (hostname) => {
      expect(placeOf({ ...signedIn, hostname })).toBeUndefined()
    },
  )
})

describe('the certificate', () => {
  it('is for Twilio’s names, self-signed, no authority, and valid from yesterday for 90 days', () => {
    const now = Date.UTC(2026, 10, 30)
    const { certificate, key } = selfSigned(certifiedNames, now)
    const read = new X509Certificate(certificate)
    expect(read.verify(read.publicKey)).toBe(true)
    expect(read.ca).toBe(false)
    expect(read.checkHost('video.twilio.com')).toBe('*.twilio.com')
    expect(read.checkHost('api.dublin.ie1.twilio.com')).toBe('*.dublin.ie1.twilio.com')
    expect(read.checkHost('voice-js.roaming.twilio.com')).toBe('*.roaming.twilio.com')
    expect(read.checkHost('example.com')).toBeUndefined()
    expect([read.validFromDate.getTime(), read.validToDate.getTime()]).toEqual([
      now - 86_400_000,
      now + 90 * 86_400_000,
    ])
    expect(key).toContain('PRIVATE KEY')
  })

  it('is kept, its key readable only for its owner, until a week before its end; an invalid file is replaced', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'certificate-'))
    const first = keptIdentity(folder)
    expect((await stat(join(folder, 'key.pem'))).mode & 0o777).toBe(0o600)
    expect(keptIdentity(folder).certificate).toBe(first.certificate)
    expect(keptIdentity(folder, Date.now() + 84 * 86_400_000).certificate).not.toBe(first.certificate)
    await writeFile(first.file, 'no certificate')
    const { certificate } = keptIdentity(folder)
    expect(await readFile(first.file, 'utf-8')).toBe(certificate)
    await rm(folder, { recursive: true })
  })
})

describe('a request to the front', () => {
  const { app } = createSimulator()
  const server = createServer(getRequestListener(app.fetch))
  const identity = selfSigned(certifiedNames)
  const front = openFront(server, identity)
  let plain = ''
  beforeAll(async () => {
    plain = await listen(server)
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => Promise.all([close(front), close(server)]))

  const ask = (host: string, headers: Record<string, string> = {}, path = '/v1/Rooms') =>
    new Promise<{ status: number | undefined; gap: unknown; body: string }>((resolve, reject) => {
      const { port } = front.address() as AddressInfo
      const options = { host: '127.0.0.1', port, path, ca: identity.certificate, servername: 'video.twilio.com' }
      secureRequest({ ...options, headers: { ...headers, host } }, async (answer) => {
        let body = ''
        for await (const chunk of answer) body += String(chunk)
        resolve({ status: answer.statusCode, gap: answer.headers['x-simulator-gap'], body })
      })
        .on('error', reject)
        .end()
    })
  const authorization = (restRequest('GET').headers as { authorization: string }).authorization

  it('as one of Twilio’s hosts is answered as Twilio would', async () => {
    expect(await ask('video.twilio.com', { authorization })).toMatchObject({ status: 200 })
    expect(JSON.parse((await ask('video.twilio.com')).body)).toMatchObject({ status: 401, code: 20003 })
  })

  it('of a product that is not imitated is a 404 that says so', async () => {
    const { status, gap } = await ask('studio.twilio.com', { authorization })
    expect([status, gap]).toEqual([404, expect.stringContaining('studio.twilio.com')])
  })

  it.each(['example.com', '127.0.0.1', ''])('as %s is refused with 421 and a reason', async (host) => {
    const { status, gap, body } = await ask(host, { authorization })
    expect([status, gap]).toEqual([421, expect.stringContaining('only those of twilio.com')])
    expect(body).toMatch(/^Not imitated: /)
  })

  it.each(['example.com:443', 'video.twilio.com:22', 'video.twilio.com.example.com:443', 'nonsense'])(
    'as a proxy to %s is refused',
    async (target) => {
      const { hostname, port } = new URL(plain)
      const socket = connect(Number(port), hostname)
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`)
      let said = ''
      for await (const chunk of socket) said += String(chunk)
      expect(said).toMatch(/^HTTP\/1\.1 403 The simulator is a proxy for twilio\.com only/)
    },
  )
})
