import { parseArgs } from 'node:util'
import { startStreamReceiver } from './stream-receiver.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4020' },
    host: { type: 'string', default: '127.0.0.1' },
    'auth-token': { type: 'string' },
    'parameter-secret': { type: 'string' },
    'public-url': { type: 'string' },
    folder: { type: 'string', default: 'recordings' },
    window: { type: 'string', default: '20' },
  },
})

const receiver = await startStreamReceiver({
  host: values.host,
  port: Number(values.port),
  authToken: values['auth-token'],
  parameterSecret: values['parameter-secret'],
  publicUrl: values['public-url'],
  folder: values.folder,
  windowMs: Number(values.window),
})
process.stdout.write(`${JSON.stringify({ listening: receiver.url, streams: receiver.streamUrl })}\n`)

const stop = (): void => void receiver.stop().then(() => process.exit(0))
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
