import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { JournalEntry } from './cloud/journal.ts'
import { readEnvironment } from './environment.ts'
import { createSimulator } from './simulator.ts'
import { openFront } from './tls/front.ts'
import { keptIdentity } from './tls/kept-identity.ts'
import { cutSignalling, serveSignalling } from './video/signalling/serve-signalling.ts'

const environment = readEnvironment(process.env, process.argv.slice(2))
const { app, cloud } = createSimulator(environment)

// Logs everything that is not imitated, so that nobody takes silence for success.
cloud.journal.listen((entry) => {
  const what = notImitated(entry)
  if (what !== undefined) process.stderr.write(`Not imitated: ${what}\n`)
})

const server = createServer({ keepAliveTimeout: 65_000 }, getRequestListener(app.fetch))
serveSignalling(cloud, server)

const { host, tls } = environment
const identity = tls === null ? undefined : keptIdentity(tls.folder)
const front = identity && openFront(server, identity)

// The simulator stores nothing, so there is nothing to save: pending requests and live streams are cut.
const stop = (): void => {
  server.close(() => process.exit(0))
  server.closeAllConnections()
  front?.close()
  front?.closeAllConnections()
  cutSignalling(cloud)
  cloud.voice.media.clear()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
if (environment.exitWithParent) process.stdin.on('end', stop).on('error', stop).resume()

const secured = front &&
  identity && {
    tls: `https://${host}:${await listening(front, tls?.port ?? 0)}`,
    certificate: identity.file,
    fingerprint: identity.fingerprint,
  }
process.stdout.write(
  `${JSON.stringify({ listening: `http://${host}:${await listening(server, environment.port)}`, ...secured })}\n`,
)

/** @returns the port; for 0, the free port that the machine chose */
async function listening(each: Server, wanted: number): Promise<number> {
  each.listen(wanted, host)
  await once(each, 'listening')
  const address = each.address()
  return typeof address === 'object' && address !== null ? address.port : wanted
}

function notImitated(entry: JournalEntry): string | undefined {
  const unknown = 'an address the simulator does not know'
  switch (entry.kind) {
    case 'gap':
      return `${entry.method} ${entry.product}${entry.path}: ${entry.gap}`
    case 'unexpected':
      return `${entry.method} ${entry.product}${entry.path}: ${unknown}`
    case 'change': {
      const { method, host, path } = entry.detail
      return entry.change === 'flex-ui.unhandled' ? `${method} ${host}${path}: ${unknown}` : undefined
    }
    default:
      return undefined
  }
}
