import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format } from './event-catalogue-format.ts'
import { progress } from './progress.ts'
import { project } from './project.ts'

/** Writes the events into docs/webhooks.md and docs/webhooks.schema.json, generated from their schemas. */
export async function writeEventCatalogue(): Promise<void> {
  const page = join(project.root, 'docs', 'webhooks.md')
  const { text, schema } = format(await readFile(page, 'utf8'))
  await writeFile(page, text)
  await writeFile(join(project.root, 'docs', 'webhooks.schema.json'), schema)
  progress.done('the events in docs/webhooks.md')
}
