import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { environment, retiredIn } from '../src/config.ts'
import { retiredSettings } from '../src/retired-settings.ts'

const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'configuration.md'), 'utf8')
const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (.+?) \| .+ \|$/gm)].map(([, name = '', preset = '']) => ({
  name,
  preset,
}))

/** As a document has it: the value itself, or that there is none, or that the variable is required. */
function presetOf(name: keyof typeof environment.shape): string {
  const result = environment.shape[name].safeParse(undefined)
  if (!result.success) return 'required'
  return result.data === undefined ? 'none' : `\`${Array.isArray(result.data) ? result.data.join(',') : result.data}\``
}

describe('the tables of docs/configuration.md', () => {
  it('have every variable, and no other', () => {
    expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(environment.shape).sort())
  })

  it('have the default of each variable', () => {
    for (const name of environment.keyof().options) {
      expect(`${name} ${rows.find((row) => row.name === name)?.preset}`).toBe(`${name} ${presetOf(name)}`)
    }
  })
})

describe('the retired settings', () => {
  it('are those of the table, with the same words', () => {
    const [, section = ''] = page.split('## Retired settings')
    const told = [...section.matchAll(/^\| `([A-Z_]+)` \| (.+) \|$/gm)].map(([, name, now]) => [
      name,
      now?.replaceAll('`', ''),
    ])
    expect(Object.fromEntries(told)).toEqual(retiredSettings)
  })

  it('are no settings, and are named where they are set to something', () => {
    const names = Object.keys(retiredSettings)
    expect(names.filter((name) => name in environment.shape)).toEqual([])
    expect(retiredIn(Object.fromEntries(names.map((name) => [name, '1'])))).toEqual(names)
    expect(retiredIn({ ...Object.fromEntries(names.map((name) => [name, ''])), PORT: '3000' })).toEqual([])
  })
})
