import { onTestFinished } from 'vitest'

/** One message of an event stream; `pulse` for a message that only keeps the stream alive. */
export type Heard = { readonly event: string; readonly data: Readonly<Record<string, unknown>> } | 'pulse'

/** A page's event stream, read as an `EventSource` would. It is closed at the end of the test. */
export function anEventStream(answer: Response) {
  if (answer.status !== 200 || !answer.body) throw new Error(`No event stream: ${answer.status}`)
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  let unread = ''
  const hangUp = () => reader.cancel().catch(() => {})
  onTestFinished(hangUp)

  async function next(): Promise<Heard | undefined> {
    while (!unread.includes('\n\n')) {
      const { value, done } = await reader.read()
      if (done) return undefined
      unread += value
    }
    const end = unread.indexOf('\n\n')
    const message = unread.slice(0, end)
    unread = unread.slice(end + 2)
    return heard(message)
  }

  return {
    hangUp,
    /** Waits for the next message; undefined once the server has ended the stream. */
    next,
    /** Reads on until the server ends the stream, as a hidden page does. */
    async readsOn(): Promise<void> {
      while (await next());
    },
  }
}

function heard(message: string): Heard {
  const field = (name: string) =>
    message
      .split('\n')
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trimStart())
      .join('\n')
  const event = field('event')
  return event === 'pulse' ? event : { event, data: JSON.parse(field('data')) }
}
