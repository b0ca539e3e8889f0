import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import { message } from './messages.ts'
import { type ReceivedStream, receivedStream, type StreamReport } from './received-stream.ts'
import { isTwilio, isUntouched } from './verify.ts'

export interface StreamReceiverOptions {
  readonly host?: string | undefined
  /** 0, the default, picks a free port. */
  readonly port?: number | undefined
  /** Refuses handshakes without a valid signature by this token (HTTP 403). Without it, accepts all. */
  readonly authToken?: string | undefined
  /** Closes streams whose parameters lack a valid signature by this secret (close code 1008). */
  readonly parameterSecret?: string | undefined
  /**
   * The address that Twilio calls, without the path, if it differs from the receiver's own:
   * `wss://streams.example.com`.
   */
  readonly publicUrl?: string | undefined
  /** The folder in which each stream's audio is written as `<stream SID>.wav` when it ends. */
  readonly folder?: string | undefined
  /** Hz; the simulator's tones by default. */
  readonly tones?: readonly number[] | undefined
  readonly windowMs?: number | undefined
}

export interface StreamReceiver {
  /** The receiver's HTTP address. */
  readonly url: string
  /** The address for streams. */
  readonly streamUrl: string
  readonly streams: () => readonly StreamReport[]
  readonly stop: () => Promise<void>
}

/** Music, the customer, and twelve agents. */
const simulatedTones = [300, 440, ...Array.from({ length: 12 }, (_, nth) => 600 + 200 * nth)]

/** Receives media streams as Twilio sends them, and reports over HTTP who was heard when. */
export async function startStreamReceiver(options: StreamReceiverOptions = {}): Promise<StreamReceiver> {
  const { host = '127.0.0.1', windowMs = 20, tones = simulatedTones, folder, authToken, parameterSecret } = options
  const streams = new Map<string, ReceivedStream>()
  const reports = (): StreamReport[] => [...streams.values()].map((each) => each.report())
  const accepting = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024, perMessageDeflate: false })
  const server = createServer((request, response) => {
    const { status, type, body } = answer(streams, reports, request.method ?? 'GET', request.url ?? '/')
    response.writeHead(status, { 'content-type': type }).end(body)
  })
  if (folder !== undefined) await mkdir(folder, { recursive: true })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, host, resolve))
  const address = server.address()
  const here = `${host}:${typeof address === 'object' ? address?.port : options.port}`

  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const url = `${options.publicUrl ?? `ws://${here}`}${request.url ?? '/'}`
    const header = request.headers['x-twilio-signature']
    if (authToken !== undefined && !isTwilio(authToken, url, typeof header === 'string' ? header : undefined)) {
      return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    }
    accepting.handleUpgrade(request, socket, head, take)
  })

  function take(ws: WebSocket): void {
    let stream: ReceivedStream | undefined
    ws.on('message', (data) => {
      const parsed = message.safeParse(read(String(data)))
      if (!parsed.success) return ws.close(1008, 'not a media stream')
      const said = parsed.data
      if (said.event === 'start') {
        const { start } = said
        if (parameterSecret !== undefined && !isUntouched(parameterSecret, start.customParameters)) {
          return ws.close(1008, 'parameters not signed')
        }
        stream = receivedStream(start, { tones, windowMs })
        streams.set(stream.sid, stream)
      } else if (said.event === 'media') stream?.add(said.media)
      else if (said.event === 'stop') stream?.end()
    })
    ws.on('close', () => {
      stream?.end()
      if (folder !== undefined && stream !== undefined) void writeFile(join(folder, `${stream.sid}.wav`), stream.wav())
    })
  }

  return {
    url: `http://${here}`,
    streamUrl: `ws://${here}/media`,
    streams: reports,
    async stop() {
      // "Service restart": the caller may connect again.
      for (const ws of accepting.clients) ws.close(1012)
      const impatience = setTimeout(() => {
        for (const ws of accepting.clients) ws.terminate()
      }, 1_000)
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      clearTimeout(impatience)
    },
  }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface HttpAnswer {
  readonly status: number
  readonly type: string
  readonly body: string | Buffer
}

function answer(
  streams: ReadonlyMap<string, ReceivedStream>,
  reports: () => readonly StreamReport[],
  method: string,
  path: string,
): HttpAnswer {
  const [, kind, sid = '', form] = /^\/(streams)(?:\/(\w+))?(\.wav)?$/.exec(path) ?? []
  const json = (status: number, body: unknown): HttpAnswer => ({
    status,
    type: 'application/json',
    body: JSON.stringify(body),
  })
  if (method !== 'GET' || kind === undefined) return json(404, { code: 'not_found' })
  if (sid === '') return json(200, { streams: reports() })
  const stream = streams.get(sid)
  if (stream === undefined) return json(404, { code: 'not_found' })
  return form === undefined ? json(200, stream.report()) : { status: 200, type: 'audio/wav', body: stream.wav() }
}
