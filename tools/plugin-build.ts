import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { builtPage } from './page-build.ts'
import { project } from './project.ts'

/** The Flex plugin's script, as Flex gets it; built when something in it has changed. */
export async function builtPlugin(): Promise<string> {
  const dist = await builtPage({ root: join(project.root, 'flex-plugin'), name: 'the Flex plugin' })
  return readFile(join(dist, 'plugin-escalate.js'), 'utf8')
}
