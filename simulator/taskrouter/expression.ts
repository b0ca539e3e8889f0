import { type Token, tokensOf } from './expression-tokens.ts'

/** Whether the attributes satisfy an expression. */
export type Matcher = (attributes: unknown) => boolean

type Term = (attributes: unknown) => unknown

/**
 * Compiles the part of TaskRouter's expression syntax that routing needs: comparisons, HAS, CONTAINS, IN and NOT IN
 * with lists, AND, OR, NOT and parentheses. A missing attribute is null. (Twilio docs: "TaskRouter Expression Syntax")
 * @throws SyntaxError
 */
export function compileExpression(expression: string): Matcher {
  if (expression.trim() === '') return () => true
  const tokens = tokensOf(expression)
  let at = 0

  const is = (operator: string): boolean => {
    const token = tokens[at]
    return token?.kind === 'operator' && token.operator === operator
  }
  const take = (operator: string): boolean => {
    if (!is(operator)) return false
    at += 1
    return true
  }
  const expect = (operator: string): void => {
    if (!take(operator)) throw new SyntaxError(`'${operator}' expected in expression`)
  }

  const either = (): Term => {
    let left = both()
    while (take('OR')) {
      const [a, b] = [left, both()]
      left = (attributes) => truthy(a(attributes)) || truthy(b(attributes))
    }
    return left
  }
  const both = (): Term => {
    let left = negated()
    while (take('AND')) {
      const [a, b] = [left, negated()]
      left = (attributes) => truthy(a(attributes)) && truthy(b(attributes))
    }
    return left
  }
  const negated = (): Term => {
    if (!take('NOT')) return comparison()
    const inner = negated()
    return (attributes) => !truthy(inner(attributes))
  }
  const comparison = (): Term => {
    const left = operand()
    const negative = take('NOT')
    const token = tokens[at]
    if (token?.kind !== 'operator' || !comparisons.has(token.operator)) {
      if (negative) throw new SyntaxError("'IN' expected after NOT in expression")
      return left
    }
    at += 1
    const right = operand()
    const compare = comparisons.get(token.operator)
    return (attributes) => compare?.(left(attributes), right(attributes)) !== negative
  }
  const operand = (): Term => {
    if (take('(')) {
      const inner = either()
      expect(')')
      return inner
    }
    if (take('[')) return list()
    const token: Token | undefined = tokens[at]
    at += 1
    if (token?.kind === 'value') return () => token.value
    if (token?.kind === 'name') return (attributes) => readPath(attributes, token.path)
    throw new SyntaxError('Value expected in expression')
  }
  const list = (): Term => {
    const items: Term[] = []
    while (!take(']')) {
      items.push(operand())
      if (!take(',') && !is(']')) throw new SyntaxError("']' expected in expression")
    }
    return (attributes) => items.map((item) => item(attributes))
  }

  const whole = either()
  if (at < tokens.length) throw new SyntaxError('Unexpected end of expression')
  return (attributes) => truthy(whole(attributes))
}

const truthy = (value: unknown): boolean => value === true

const comparisons: ReadonlyMap<string, (left: unknown, right: unknown) => boolean> = new Map([
  ['==', (a, b) => a === b],
  ['!=', (a, b) => a !== b],
  ['>', (a, b) => order(a, b) > 0],
  ['<', (a, b) => order(a, b) < 0],
  ['>=', (a, b) => order(a, b) >= 0],
  ['<=', (a, b) => order(a, b) <= 0],
  ['IN', (a, b) => Array.isArray(b) && b.includes(a)],
  ['HAS', (a, b) => Array.isArray(a) && a.includes(b)],
  ['CONTAINS', (a, b) => typeof a === 'string' && typeof b === 'string' && a.includes(b)],
])

function order(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b)
  return Number.NaN
}

/** The value at a path of attribute names; null if there is none. */
export function readPath(attributes: unknown, path: readonly string[]): unknown {
  let value = attributes
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return null
    value = new Map<string, unknown>(Object.entries(value)).get(name)
  }
  return value ?? null
}
