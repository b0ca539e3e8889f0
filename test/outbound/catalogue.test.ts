import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { format } from '../../tools/event-catalogue-format.ts'

const read = (name: string) => readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

it('docs/webhooks.md and its schema are as the catalogue makes them (npm run build -- events)', async () => {
  const page = await read('webhooks.md')
  const { text, schema } = format(page)
  expect(page).toBe(text)
  expect(await read('webhooks.schema.json')).toBe(schema)
})
