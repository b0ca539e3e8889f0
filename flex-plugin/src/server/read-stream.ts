import { createEventReader, type ServerEvent } from './event-reader.ts'

type Listening = {
  readonly onBytes: () => void
  readonly onEvent: (event: ServerEvent) => void
}

/** Reads events until the stream ends or breaks. */
export async function readStream(body: ReadableStream<Uint8Array>, { onBytes, onEvent }: Listening): Promise<void> {
  const take = createEventReader(onEvent)
  const text = new TextDecoder()
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    onBytes()
    take(text.decode(value, { stream: true }))
  }
}
