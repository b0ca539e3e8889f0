import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { project } from '../../tools/project.ts'

/** The names in the table "What is in Redis" of docs/architecture.md, e.g. `escalate:live:<feature>`. */
export function keysInTheDocument(): readonly string[] {
  const text = readFileSync(join(project.root, 'docs', 'architecture.md'), 'utf8')
  const [, table = ''] = /## What is in Redis\n([^#]*?)\n`escalate` is `REDIS_PREFIX`/s.exec(text) ?? []
  const firstCells = table.split('\n').map((row) => row.split('|')[1] ?? '')
  return firstCells.flatMap((cell) => [...cell.matchAll(/`(escalate[^`]*)`/g)].map(([, name = '']) => name))
}

/** Whether a key has that name: `<…>` and `*` match anything. */
export const isNamed = (key: string, name: string): boolean =>
  new RegExp(`^${name.replace(/[.{}]/g, '\\$&').replace(/<[^>]+>|\*/g, '.+')}$`).test(key)
