import { createHash, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createSimulator } from '../../simulator/simulator.ts'
import { selfSigned } from '../../simulator/tls/certificate.ts'
import { openFront } from '../../simulator/tls/front.ts'
import { certifiedNames } from '../../simulator/tls/twilio-hosts.ts'
import { cutSignalling, serveSignalling } from '../../simulator/video/signalling/serve-signalling.ts'
import { close } from './running-simulator.ts'

/** A simulator that a Chromium finds with the README's flags, for this port and this certificate. */
export async function startBehindTls() {
  const { app, cloud } = createSimulator({ control: true })
  const server = createServer(getRequestListener(app.fetch))
  serveSignalling(cloud, server)
  const identity = selfSigned(certifiedNames)
  const front = openFront(server, identity)
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  const readme = await readFile(new URL('../../simulator/README.md', import.meta.url), 'utf-8')
  const { port } = front.address() as AddressInfo
  const spki = new X509Certificate(identity.certificate).publicKey.export({ type: 'spki', format: 'der' })
  const [, map = ''] = /`(--host-resolver-rules=.*?)`/.exec(readme) ?? []
  const [, trust = ''] = /`(--ignore-certificate-errors-spki-list=)`/.exec(readme) ?? []
  return {
    app,
    cloud,
    flags: [
      map.replaceAll('"', '').replace('4443', String(port)),
      `${trust}${createHash('sha256').update(spki).digest('base64')}`,
    ],
    async stop() {
      cutSignalling(cloud)
      await close(front)
    },
  }
}
