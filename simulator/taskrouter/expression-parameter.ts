import { invalid } from '../rest/rest-error.ts'
import { compileExpression, type Matcher } from './expression.ts'

/** Compiles an expression that came as a parameter, and refuses an invalid one. Undefined if there is none. */
export function expressionParameter(name: string, expression: string | undefined): Matcher | undefined {
  if (expression === undefined) return undefined
  try {
    return compileExpression(expression)
  } catch (error) {
    throw invalid(`Invalid parameter '${name}': ${error instanceof Error ? error.message : ''}`)
  }
}
