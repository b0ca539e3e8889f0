import { join } from 'node:path'
import { writeEventCatalogue } from './event-catalogue.ts'
import { writeMutations } from './mutations/document.ts'
import { builtPage } from './page-build.ts'
import { progress } from './progress.ts'
import { project } from './project.ts'

// `npm run build [-- <folder> …]`: builds the join page and the supervisor's page as production serves them, and the
// plugin as Flex loads it. `-- events` writes the events in docs/webhooks.md, `-- mutations` the mutations in
// docs/mutations.md.
const names: Readonly<Record<string, string>> = {
  'join-page': 'the join page',
  'supervisor-page': 'the supervisor’s page',
  'flex-plugin': 'the Flex plugin',
}
const documents: Readonly<Record<string, () => Promise<void>>> = {
  events: writeEventCatalogue,
  mutations: writeMutations,
}
const asked = process.argv.slice(2)

try {
  for (const word of asked.length > 0 ? asked : Object.keys(names)) {
    const write = documents[word]
    await (write ? write() : build(word))
  }
} catch (error) {
  progress.failed(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function build(folder: string): Promise<void> {
  const name = names[folder] ?? folder
  await builtPage({ root: join(project.root, folder), name, force: true })
  progress.done(name)
}
