import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { project } from '../tools/project.ts'

/** Words that docs/glossary.md has replaced, as parts of names and in prose. */
const retired = [
  /desks?(?!top)/i,
  /\bworlds?\b/i,
  /tall(y|ied)\b/i,
  /turnedAway|turned away/i,
  /inTurn\b/,
  /unclaimed/i,
  /\b(told|news|parked|strangers?|claims?|claimed|dut(y|ies))\b/i,
  /[a-z](Told|Heard|News|Parked|Claim|Duty|(?<!\bon|\\b)Line)\b|\b(told|heard|news|parked|claim|duty)[A-Z]/,
  /too-many-lines|[`:]lines:|settleOutbox|onYield|shownOf/,
  /\b(asked|turn)Commands\b|\bhandsOf\b|\btrades?\b/,
]

const clients = ['join-page', 'supervisor-page', 'flex-plugin']

/** Data of earlier formats keeps its words. */
const isOld = (file: string) =>
  file.startsWith('src/formats/') || file.startsWith('src/engine/entry-words/') || file === 'src/engine/upgrade-keys.ts'

it('server and clients use no word that the glossary has replaced', async () => {
  const folders = ['src', 'webhooks', 'workers', 'client-shared', ...clients.map((client) => `${client}/src`)]
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(project.root, folder), { recursive: true })).map((file) => `${folder}/${file}`),
    ),
  )
  const code = files.flat().filter((file) => /\.tsx?$/.test(file) && !isOld(file))
  const found = await Promise.all(
    code.map(async (file) => {
      const lines = `${file}\n${await readFile(join(project.root, file), 'utf8')}`.split('\n')
      return lines.filter((line) => retired.some((word) => word.test(line))).map((line) => `${file}: ${line.trim()}`)
    }),
  )
  expect(code.length).toBeGreaterThan(300)
  expect(found.flat()).toEqual([])
})
