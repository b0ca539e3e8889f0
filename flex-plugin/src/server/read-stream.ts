import { createEventReader, type ServerEvent } from './event-reader.ts'

type Listening = {
  readonly heard: () => void
  readonly told: (event: ServerEvent) => void
}

/** Reads events until the stream ends or breaks. */
export async function readStream(body: ReadableStream<Uint8Array>, { heard, told }: Listening): Promise<void> {
  const take = createEventReader(told)
  const text = new TextDecoder()
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    heard()
    take(text.decode(value, { stream: true }))
  }
}
