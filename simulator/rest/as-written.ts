type Source = { readonly source?: string }
type Reviver = (key: string, value: unknown, context: Source) => unknown
/** Part of ECMAScript since 2025; TypeScript's own library does not list it yet. */
type Exact = { parse(text: string, reviver: Reviver): unknown; rawJSON(text: string): unknown }

/**
 * Parses JSON text so that `JSON.stringify` writes every number and string exactly as in the text, with all digits and
 * escapes.
 */
export function asWritten(text: string): unknown {
  const exact = JSON as unknown as Exact // the compiler's library is older than Node's
  return exact.parse(text, (_, value, { source }) => (source === undefined ? value : exact.rawJSON(source)))
}
