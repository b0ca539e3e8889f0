import { join } from 'node:path'
import { builtPage } from './page-build.ts'
import { progress } from './progress.ts'
import { project } from './project.ts'

// `npm run build [-- <folder> …]`: the join page, as production serves it, and the plugin, as Flex loads it.
const names: Readonly<Record<string, string>> = {
  'join-page': 'the join page',
  'supervisor-page': 'the supervisor’s page',
  'flex-plugin': 'the Flex plugin',
}
const asked = process.argv.slice(2)

try {
  for (const folder of asked.length > 0 ? asked : Object.keys(names)) {
    const name = names[folder] ?? folder
    await builtPage({ root: join(project.root, folder), name, force: true })
    progress.done(name)
  }
} catch (error) {
  progress.failed(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
