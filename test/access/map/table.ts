import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { project } from '../../../tools/project.ts'

/** A documented route, and each holder's answer there. */
export type Row = { readonly method: string; readonly path: string; readonly cells: Readonly<Record<string, string>> }

const text = readFileSync(join(project.root, 'docs', 'security.md'), 'utf8')

/** The table under a heading of docs/security.md: a row for each route, a column for each holder. */
export function tableUnder(heading: string): { readonly holders: readonly string[]; readonly rows: readonly Row[] } {
  const [, section = ''] = text.split(`## ${heading}\n`)
  const lines = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'))
  const [[, ...holders] = [], , ...rows] = lines.map(cellsOf)
  return {
    holders,
    rows: rows.flatMap(([routes = '', ...cells]) =>
      [...routes.matchAll(/`([A-Z]+) ([^ `]+)/g)].map(([, method = '', path = '']) => ({
        method,
        path,
        cells: Object.fromEntries(holders.map((holder, n) => [holder, cells[n] ?? ''])),
      })),
    ),
  }
}

const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** `yes`: the answer may be a "no" for another reason than the holder's rights. */
export const wordOf = (status: number, no: readonly number[]): string => (no.includes(status) ? String(status) : 'yes')
