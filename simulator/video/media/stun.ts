import { classes, Message, methods, parseMessage } from 'werift'

export interface Credentials {
  readonly ufrag: string
  readonly password: string
}

export interface Binding {
  /** The simulator's ICE name in the request, which identifies the browser. */
  readonly ufrag: string
  /** The browser has chosen this path. */
  readonly isChosen: boolean
  readonly answer: Buffer
}

/**
 * Reads a browser's connectivity check and answers it. The simulator is the lite end of ICE (RFC 8445, 2.5): it sends
 * no checks, and the browser chooses the path. Undefined for any other packet, and for one whose integrity the password
 * does not prove.
 */
export function answerBinding(
  request: Buffer,
  from: readonly [address: string, port: number],
  passwordOf: (ufrag: string) => string | undefined,
): Binding | undefined {
  const ufrag = ufragIn(parseMessage(request))
  const password = ufrag === undefined ? undefined : passwordOf(ufrag)
  if (ufrag === undefined || password === undefined) return undefined
  const key = Buffer.from(password)
  const proven = parseMessage(request, key)
  if (proven === undefined) return undefined
  const answer = new Message(methods.BINDING, classes.RESPONSE, proven.transactionId)
  answer.setAttribute('XOR-MAPPED-ADDRESS', from)
  answer.addMessageIntegrity(key).addFingerprint()
  return { ufrag, isChosen: proven.attributesKeys.includes('USE-CANDIDATE'), answer: answer.bytes }
}

/** `USERNAME` holds the simulator's name and the browser's. */
function ufragIn(message: Message | undefined): string | undefined {
  if (message?.messageMethod !== methods.BINDING || message.messageClass !== classes.REQUEST) return undefined
  const username: unknown = message.getAttributeValue('USERNAME')
  return typeof username === 'string' ? username.split(':')[0] : undefined
}
