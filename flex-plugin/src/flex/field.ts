/** Reads one field of an unchecked value: Flex's payloads, props and state, and a server's answers. */
export const field = (of: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), of)

/** Like `field`, but only for a text that is not empty. */
export const textField = (of: unknown, ...path: readonly string[]): string | undefined => {
  const found = field(of, ...path)
  return typeof found === 'string' && found !== '' ? found : undefined
}

const isRecord = (thing: unknown): thing is Readonly<Record<string, unknown>> =>
  typeof thing === 'object' && thing !== null
