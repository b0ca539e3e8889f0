import { invalid } from '../rest/rest-error.ts'
import { compileExpression, type Matcher } from './expression.ts'

/** An expression as a parameter: one that cannot be read is refused. Nothing given is nothing to match. */
export function expressionParameter(name: string, expression: string | undefined): Matcher | undefined {
  if (expression === undefined) return undefined
  try {
    return compileExpression(expression)
  } catch (error) {
    throw invalid(`Invalid parameter '${name}': ${error instanceof Error ? error.message : ''}`)
  }
}
