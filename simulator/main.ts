import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { readEnvironment } from './environment.ts'
import { createSimulator } from './simulator.ts'
import { cutSignalling, serveSignalling } from './video/signalling/serve-signalling.ts'

const environment = readEnvironment(process.env, process.argv.slice(2))
const { app, cloud } = createSimulator(environment)

const server = createServer({ keepAliveTimeout: 65_000 }, getRequestListener(app.fetch))
serveSignalling(cloud, server)

server.listen(environment.port, environment.host, () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : environment.port
  process.stdout.write(`${JSON.stringify({ listening: `http://${environment.host}:${port}` })}\n`)
})

// A simulator keeps nothing, so there is nothing to save: hanging requests and live streams are simply cut.
const stop = (): void => {
  server.close(() => process.exit(0))
  server.closeAllConnections()
  cutSignalling(cloud)
  cloud.voice.media.clear()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
if (environment.exitWithParent) process.stdin.on('end', stop).on('error', stop).resume()
