/** A token of a TaskRouter expression. */
export type Token =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'name'; readonly path: readonly string[] }
  | { readonly kind: 'operator'; readonly operator: string }

const pattern =
  /\s+|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\d+(?:\.\d+)?)|(==|!=|>=|<=|=|>|<|\(|\)|\[|\]|,)|([A-Za-z_$][\w$]*(?:\.[\w$]+)*)/y

const words = new Set(['AND', 'OR', 'NOT', 'IN', 'HAS', 'CONTAINS'])
const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['TRUE', true],
  ['FALSE', false],
  ['NULL', null],
])

/**
 * Splits an expression into tokens.
 * @throws SyntaxError
 */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < expression.length) {
    const at = pattern.lastIndex
    const match = pattern.exec(expression)
    if (match === null) throw new SyntaxError(`Unexpected '${expression.slice(at, at + 10)}' in expression`)
    const token = tokenOf(match)
    if (token !== undefined) tokens.push(token)
  }
  return tokens
}

function tokenOf([, double, single, number, operator, word]: RegExpExecArray): Token | undefined {
  const quoted = double ?? single
  if (quoted !== undefined) return { kind: 'value', value: quoted.replace(/\\(.)/g, '$1') }
  if (number !== undefined) return { kind: 'value', value: Number(number) }
  if (operator !== undefined) return { kind: 'operator', operator: operator === '=' ? '==' : operator }
  if (word === undefined) return undefined
  const upper = word.toUpperCase()
  if (words.has(upper)) return { kind: 'operator', operator: upper }
  const constant = constants.get(upper)
  if (constant !== undefined) return { kind: 'value', value: constant }
  return { kind: 'name', path: word.split('.') }
}
