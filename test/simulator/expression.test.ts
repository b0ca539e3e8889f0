import { describe, expect, it } from 'vitest'
import { compileExpression } from '../../simulator/taskrouter/expression.ts'

const attributes = { a: 1, name: 'Ada', on: true, roles: ['agent'], inner: { deep: 'x' }, task: { skip: ['WK1'] } }

describe('expressions', () => {
  it.each([
    ['', true],
    ['1==1', true],
    ['a = 1', true],
    ['a >= 1 AND a < 2', true],
    ['a > 1 OR name == "Ada"', true],
    ["name == 'Ben'", false],
    ['NOT name == "Ben"', true],
    ['on', true],
    ['on == false', false],
    ['inner.deep == "x"', true],
    ['inner.missing == null', true],
    ['roles HAS "agent"', true],
    ['roles HAS "admin"', false],
    ['name IN ["Ada", "Ben"]', true],
    ['name NOT IN ["Ada"]', false],
    ['name NOT IN task.missing', true],
    ['"WK1" NOT IN task.skip', false],
    ['name CONTAINS "d"', true],
    ['(a == 2 OR a == 1) AND on', true],
    ['constructor == null', true],
  ])('%s is %s', (expression, expected) => {
    expect(compileExpression(expression)(attributes)).toBe(expected)
  })

  it.each(['a ==', '(a == 1', 'a == 1 b', 'a NOT 1', '§'])('%s is refused', (expression) => {
    expect(() => compileExpression(expression)).toThrow(SyntaxError)
  })
})
