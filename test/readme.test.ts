import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { project } from '../tools/project.ts'
import { documents, textOf } from './support/documents.ts'

const { scripts } = JSON.parse(readFileSync(join(project.root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>
}
const exists = (path: string): boolean => existsSync(join(project.root, path))

/** `npm run <name>`, `npm test` and `npm start`. */
const commandsIn = (text: string): readonly string[] =>
  [...text.matchAll(/\bnpm (?:run (?:--silent )?([a-z][\w:-]*)|(test|start)\b)/g)].map(
    ([, run, own]) => run ?? own ?? '',
  )

/** The anchor that GitHub makes of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))

/** Whole paths from the root, as a document names them in backticks: `src/config.ts`, `webhooks/api/`. */
const pathsIn = (text: string): readonly string[] =>
  [
    ...text.matchAll(
      /`((?:client|docs|flex-plugin|join-page|simulator|src|supervisor-page|test|tools|webhooks|workers)\/[\w./-]*)`/g,
    ),
  ].map(([, path = '']) => path)

/** The build makes it. */
const isBuilt = (path: string): boolean => path.includes('/dist/')

describe.each(documents())('%s', (path) => {
  const text = textOf(path)

  it('names only npm scripts that exist', () => {
    expect(commandsIn(text).filter((name) => !(name in scripts))).toEqual([])
  })

  it('links only to files and headings that exist', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)\s]*)\)/g)].map(([, target = '']) => target)
    const broken = targets.filter((target) => {
      const [file = '', anchor] = target.split('#')
      const found = file === '' ? path : join(dirname(path), file)
      return !exists(found) || (anchor !== undefined && !anchorsOf(textOf(found)).includes(anchor))
    })
    expect(broken).toEqual([])
  })
})

// The READMEs of folders also name files by their place in the folder.
const fromTheRoot = documents().filter((path) => ['.', 'docs'].includes(dirname(path)))

it.each(fromTheRoot)('%s names only files that exist', (path) => {
  expect(pathsIn(textOf(path)).filter((each) => !exists(each) && !isBuilt(each))).toEqual([])
})

describe('README.md', () => {
  const readme = textOf('README.md')

  it('has at most 120 lines', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(120)
  })

  it('names the two commands, and over 15 answers with a file each', () => {
    expect(commandsIn(readme)).toEqual(expect.arrayContaining(['demo', 'test']))
    const [, table = ''] = readme.split('## Where is it?\n')
    const rows = [...(table.split('\n## ')[0] ?? '').matchAll(/^\| (?!you look|---)(.+?) \| (.+) \|$/gm)]
    expect(rows.length).toBeGreaterThan(15)
    const without = rows.filter(([, , answer = '']) => pathsIn(answer).length === 0 && !answer.includes('](docs/'))
    expect(without.map(([, what]) => what)).toEqual([])
  })
})
