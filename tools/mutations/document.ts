import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { progress } from '../progress.ts'
import { project } from '../project.ts'
import { format } from './format.ts'

/** Writes the mutations into docs/mutations.md, generated from the list. */
export async function writeMutations(): Promise<void> {
  const page = join(project.root, 'docs', 'mutations.md')
  await writeFile(page, format(await readFile(page, 'utf8')))
  progress.done('the mutations in docs/mutations.md')
}
