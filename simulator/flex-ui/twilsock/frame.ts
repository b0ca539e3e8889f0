import { z } from 'zod'

/** One Twilsock message: a JSON header, and a payload whose size the header states. */
export interface Frame {
  readonly header: Header
  readonly payload: string
}

const header = z.looseObject({
  method: z.string(),
  id: z.string().optional(),
  token: z.string().optional(),
  http_request: z
    .object({
      host: z.string(),
      path: z.string(),
      method: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
      headers: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
})
type Header = z.output<typeof header>

const lineEnd = '\r\n'

/** Reads `TWILSOCK V3.0 <header bytes>`, the header and the payload; undefined for anything else. */
export function readFrame(data: Buffer): Frame | undefined {
  const end = data.indexOf(lineEnd)
  const size = Number(/^TWILSOCK V3\.0 (\d+)$/.exec(data.subarray(0, Math.max(end, 0)).toString())?.[1])
  if (Number.isNaN(size)) return undefined
  const start = end + lineEnd.length
  try {
    const parsed = header.safeParse(JSON.parse(data.subarray(start, start + size).toString()))
    const payload = data.subarray(start + size + lineEnd.length).toString()
    return parsed.success ? { header: parsed.data, payload } : undefined
  } catch {
    return undefined
  }
}

/** Writes a message. The payload becomes JSON. */
export function writeFrame(head: Readonly<Record<string, unknown>>, payload?: unknown): Buffer {
  const text = payload === undefined ? '' : JSON.stringify(payload)
  const json = JSON.stringify({
    ...head,
    payload_size: Buffer.byteLength(text),
    ...(payload === undefined ? {} : { payload_type: 'application/json' }),
  })
  return Buffer.from(`TWILSOCK V3.0 ${Buffer.byteLength(json)}${lineEnd}${json}${lineEnd}${text}`)
}
