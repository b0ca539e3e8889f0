import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { importsOf } from './imports.ts'
import { project } from './project.ts'

const NOT_READ = ['dist', 'node_modules']
/** This file changes the output of a build, so it is an input too. */
const MAKER = join(import.meta.dirname, 'compressed-files.ts')

/**
 * A hash of everything that a build of the page depends on: its own files, their imports from the rest of the project,
 * and the versions of all packages.
 */
export async function pageInputs(root: string, lockFile = join(project.root, 'package-lock.json')): Promise<string> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = new Set(entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)))
  files.add(MAKER)
  for (const file of files) if (NOT_READ.includes(relative(root, file).split(sep)[0] ?? '')) files.delete(file)

  const contents = new Map<string, Buffer>()
  // The set grows during the iteration: imported files may import others.
  for (const file of files) {
    const content = await contentOf(file)
    if (!content) continue
    contents.set(relative(root, file), content)
    for (const imported of importsOf(file, content.toString())) files.add(imported)
  }

  const hash = createHash('sha256').update(await readFile(lockFile))
  for (const [path, content] of [...contents].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

/** Undefined for a file that does not exist (any more): the build then fails with a clear message. */
const contentOf = (file: string): Promise<Buffer | undefined> => readFile(file).catch(() => undefined)
