import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { importsOf } from './imports.ts'
import { project } from './project.ts'
import { quietCommand } from './quiet-command.ts'

/** A change of one of these files can affect every test. */
const everywhere = /^(package(-lock)?\.json|tsconfig\.json|test\/(setup|sets|set-order|vitest\.config)\.ts)$/

/**
 * The test files that a change since `revision` can affect, committed or not. A test depends on its imports, and on
 * files that it or a tool names in a string: such strings start programs, build pages and read documents.
 * @throws Error if git does not know the revision
 */
export async function changedTests(revision: string, root: string = project.root): Promise<readonly string[]> {
  const untracked = ['ls-files', '--others', '--exclude-standard']
  const changed = new Set([...(await git(root, 'diff', '--name-only', revision)), ...(await git(root, ...untracked))])
  const files = [...(await git(root, 'ls-files')), ...(await git(root, ...untracked))]
  const tests = files.filter((file) => file.endsWith('.test.ts'))
  if ([...changed].some((file) => everywhere.test(file))) return tests
  const edges = await edgesOf(root, files)
  return tests.filter((test) => reaches(test, edges, changed))
}

async function git(root: string, ...words: readonly string[]): Promise<readonly string[]> {
  const { ok, output, stdout } = await quietCommand('git', words, { cwd: root })
  if (!ok) throw new Error(`git ${words.join(' ')}: ${output.trim()}`)
  return stdout.split('\n').filter((line) => line !== '')
}

type Edges = ReadonlyMap<string, readonly string[]>

async function edgesOf(root: string, files: readonly string[]): Promise<Edges> {
  const known = new Set(files)
  const read = async (file: string) => {
    const content = await readFile(join(root, file), 'utf8').catch(() => '') // deleted
    const imported = importsOf(join(root, file), content).map((path) => relative(root, path))
    const named = /^(test|tools)\//.test(file) ? namedIn(content, files, known) : []
    return [file, [...imported, ...named]] as const
  }
  return new Map(await Promise.all(files.filter((file) => /\.[cm]?tsx?$/.test(file)).map(read)))
}

/** The project's files and folders that a script names in strings; `'docs', 'api.md'` means `docs/api.md`. */
function namedIn(content: string, files: readonly string[], known: ReadonlySet<string>): readonly string[] {
  const rows = [...content.matchAll(/'[^'\n]+'(?:, '[^'\n]+')*/g)].map(([row]) => row.slice(1, -1).split("', '"))
  const paths = new Set(rows.flatMap((row) => [...row, row.join('/')]))
  return [...paths].flatMap((path) => {
    if (known.has(path)) return [path]
    return /^[\w-]+(\/[\w-]+)*$/.test(path) ? files.filter((file) => file.startsWith(`${path}/`)) : []
  })
}

function reaches(test: string, edges: Edges, changed: ReadonlySet<string>): boolean {
  const seen = new Set([test])
  for (const file of seen) {
    if (changed.has(file)) return true
    // The set grows during the iteration.
    for (const next of edges.get(file) ?? []) seen.add(next)
  }
  return false
}
