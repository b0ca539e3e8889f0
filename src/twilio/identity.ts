const clientUri = /^client:(.+)$/s

/**
 * The chat identity of a worker. Flex stores it in `contact_uri`: `client:agent_40example_2Ecom`. A worker who was not
 * made by Flex has none, and one with a SIP phone has another kind of URI. Flex then uses the worker's name, in which
 * all characters but letters and digits become `_` and their hexadecimal code.
 */
export function identityOf(worker: { readonly contactUri: unknown; readonly name?: string | undefined }): string {
  const { contactUri, name = '' } = worker
  if (typeof contactUri !== 'string') return escaped(name)
  const [, identity] = clientUri.exec(contactUri) ?? []
  if (identity !== undefined) return identity
  return contactUri === '' || contactUri.includes(':') ? escaped(name) : contactUri
}

/** Whether an identity has the escaped form that Flex makes. Plain names may be anybody's. */
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
