export type ServerEvent = { readonly event: string; readonly data: string }

/**
 * Reads server-sent events from pieces of text, which may be cut anywhere, also in the middle of a line end.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function createEventReader(onEvent: (event: ServerEvent) => void): (piece: string) => void {
  let rest = ''
  let event = ''
  let data: string[] = []
  const read = (line: string) => {
    if (line === '') {
      if (data.length > 0) onEvent({ event: event || 'message', data: data.join('\n') })
      event = ''
      data = []
      return
    }
    // A comment starts with a colon and has no name. The server sends comments as its pulse.
    const [name, value = ''] = divided(line)
    if (name === 'event') event = value
    if (name === 'data') data.push(value)
  }
  return (piece) => {
    const text = rest + piece
    // A carriage return at the end may be half of a line end.
    const lines = (text.endsWith('\r') ? text.slice(0, -1) : text).split(/\r\n|\n|\r/)
    rest = `${lines.pop() ?? ''}${text.endsWith('\r') ? '\r' : ''}`
    for (const line of lines) read(line)
  }
}

function divided(line: string): readonly [string, string?] {
  const colon = line.indexOf(':')
  return colon < 0 ? [line] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')]
}
