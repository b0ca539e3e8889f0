const clientUri = /^client:(.+)$/s

/**
 * The chat identity of a worker. `contact_uri` is how Flex ties the two: `client:agent_40example_2Ecom`. A worker made by other
 * means has none, and one with a SIP phone another kind: Flex then goes by the worker's name, of which everything but
 * letters and digits is written as `_` and its hexadecimal code.
 */
export function identityOf(worker: { readonly contactUri: unknown; readonly name?: string | undefined }): string {
  const { contactUri, name = '' } = worker
  if (typeof contactUri !== 'string') return escaped(name)
  const [, identity] = clientUri.exec(contactUri) ?? []
  if (identity !== undefined) return identity
  return contactUri === '' || contactUri.includes(':') ? escaped(name) : contactUri
}

/** Whether Flex may have made it: plain names look like anybody's. */
export const isEscaped = (identity: string): boolean => /^[A-Za-z0-9]*(?:_[0-9A-F]{2}[A-Za-z0-9]*)+$/.test(identity)

export const isClientUri = (contactUri: unknown): boolean =>
  typeof contactUri === 'string' && clientUri.test(contactUri)

const escaped = (name: string): string =>
  [...Buffer.from(name)]
    .map((byte) => {
      const character = String.fromCharCode(byte)
      return /[A-Za-z0-9]/.test(character) ? character : `_${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
