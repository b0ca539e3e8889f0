import { dirname, resolve } from 'node:path'

/** The full paths of the project's files that a script or style sheet imports; empty for any other file. */
export function importsOf(file: string, content: string): readonly string[] {
  if (!/\.(?:[cm]?tsx?|css)$/.test(file)) return []
  const named = content.matchAll(/\b(?:from|import)\b[\s(]*['"](\.[^'"]+)['"]/g)
  return [...named].map(([, path]) => resolve(dirname(file), path ?? ''))
}
