import { classes, Message, methods, parseMessage } from 'werift'

export interface Credentials {
  readonly ufrag: string
  readonly password: string
}

export interface Binding {
  /** Our name in it: which browser it is from. */
  readonly ufrag: string
  /** The browser has chosen this way. */
  readonly isChosen: boolean
  readonly answer: Buffer
}

/**
 * A browser's connectivity check, and our answer to it. We are the lite end of ICE (RFC 8445, 2.5): we ask nothing ourselves, and the browser
 * chooses the way. Undefined if it is not for us, or its integrity is not proven by the password.
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

/** `USERNAME` is our name and the browser's. */
function ufragIn(message: Message | undefined): string | undefined {
  if (message?.messageMethod !== methods.BINDING || message.messageClass !== classes.REQUEST) return undefined
  const username: unknown = message.getAttributeValue('USERNAME')
  return typeof username === 'string' ? username.split(':')[0] : undefined
}
