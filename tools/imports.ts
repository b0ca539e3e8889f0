import { dirname, resolve } from 'node:path'

/** The files of this project that a script names in its imports, as whole paths; empty for anything but a script. */
export function importsOf(file: string, content: string): readonly string[] {
  if (!/\.[cm]?tsx?$/.test(file)) return []
  const named = content.matchAll(/\b(?:from|import)\b[\s(]*'(\.[^']+)'/g)
  return [...named].map(([, path]) => resolve(dirname(file), path ?? ''))
}
