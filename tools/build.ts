import { join } from 'node:path'
import { writeEventCatalogue } from './event-catalogue.ts'
import { builtPage } from './page-build.ts'
import { progress } from './progress.ts'
import { project } from './project.ts'

// `npm run build [-- <folder> …]`: the join page and the supervisor's, as production serves them, and the plugin, as Flex loads it.
// `-- events`: what docs/webhooks.md says of events.
const names: Readonly<Record<string, string>> = {
  'join-page': 'the join page',
  'supervisor-page': 'the supervisor’s page',
  'flex-plugin': 'the Flex plugin',
}
const asked = process.argv.slice(2)

try {
  if (asked.includes('events')) await writeEventCatalogue()
  for (const folder of asked.length > 0 ? asked.filter((each) => each !== 'events') : Object.keys(names)) {
    const name = names[folder] ?? folder
    await builtPage({ root: join(project.root, folder), name, force: true })
    progress.done(name)
  }
} catch (error) {
  progress.failed(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
