import { describe, expect, it } from 'vitest'
import { type AsIs, folderOf, planDeploy, planRollBack, planText } from '../../src/plugin-deploy/plan.ts'
import { sid } from '../support/an-assignment.ts'

const files = [
  { name: 'plugin-escalate.js', content: 'one' },
  { name: 'plugin-escalate.de.js', content: 'zwei' },
]
const server = 'https://escalate.example.com'
const nothing: AsIs = { served: [], versions: [], released: [], server: undefined }
const other = { name: 'plugin-other', version: '2.0.0', versionSid: sid('FV', 9), phase: 1 }
const version = (n: number, number: string, of: readonly { name: string; content: string }[]) => {
  return { sid: sid('FV', n), version: number, url: `https://x.twil.io${folderOf(of)}/plugin-escalate.js` }
}
const ours = (n: number, number: string) => ({
  ...{ name: 'plugin-escalate', version: number },
  ...{ versionSid: sid('FV', n), phase: 3 },
})
const plan = (asIs: Partial<AsIs> = {}, least = '0.1.0') => planDeploy(files, least, server, { ...nothing, ...asIs })

describe('a deployment', () => {
  it('of an account without the plugin uploads, makes a version, releases and sets the server', () => {
    expect(planText(plan())).toEqual([
      `upload 2 files to ${folderOf(files)}`,
      'make version 0.1.0 of plugin-escalate',
      'release plugin-escalate 0.1.0',
      `set the server to ${server}`,
    ])
  })

  it('keeps every other plugin with its version and phase', () => {
    expect(plan({ released: [other] })).toMatchObject({ release: true, kept: [other] })
  })

  it('does nothing where the same files are released', () => {
    const served = files.map(({ name }) => `${folderOf(files)}/${name}`)
    const asIs = { served, versions: [version(1, '0.1.0', files)], released: [ours(1, '0.1.0')], server }
    expect(planText(plan(asIs))).toEqual([])
  })

  it('releases an earlier version again when its files are the same, and makes none', () => {
    const newer = version(2, '0.1.1', [{ name: 'plugin-escalate.js', content: 'two' }])
    const asIs = { versions: [newer, version(1, '0.1.0', files)], released: [ours(2, '0.1.1')], server }
    expect(plan(asIs)).toMatchObject({ version: { number: '0.1.0', sid: sid('FV', 1) }, release: true, missing: 2 })
  })

  it.each([
    ['0.1.0', '0.1.0', '0.1.1'],
    ['0.1.9', '0.1.0', '0.1.10'],
    ['0.1.9', '0.2.0', '0.2.0'],
    ['1.0.0', '0.2.0', '1.0.1'],
    ['1.2.3-beta', '0.1.0', '1.2.4'],
    ['nightly', '0.1.0', '0.1.0'],
  ])('after version %s, the package at %s, is %s', (newest, least, number) => {
    const versions = [version(1, newest, [{ name: 'plugin-escalate.js', content: 'before' }])]
    expect(plan({ versions }, least).version).toEqual({ number, sid: undefined })
  })

  it('goes to another folder for other content, whatever the order of the files', () => {
    expect(folderOf(files.toReversed())).toBe(folderOf(files))
    const moved = files.map(({ name }, at) => ({ name, content: files[1 - at]?.content ?? '' }))
    expect(folderOf(moved)).not.toBe(folderOf(files))
  })
})

describe('a roll-back', () => {
  const versions = [version(3, '0.1.2', []), version(2, '0.1.1', files), version(1, '0.1.0', [])]

  it('releases the version before the one in use, beside the others', () => {
    const { version, kept, release } = planRollBack({ ...nothing, versions, released: [other, ours(2, '0.1.1')] })
    expect({ version, kept, release }).toEqual({
      ...{ version: { number: '0.1.0', sid: sid('FV', 1) } },
      ...{ kept: [other], release: true },
    })
  })

  it('is refused without an earlier version, and without a release', () => {
    expect(() => planRollBack({ ...nothing, versions, released: [ours(1, '0.1.0')] })).toThrow('before 0.1.0')
    expect(() => planRollBack({ ...nothing, versions, released: [other] })).toThrow('not released')
  })
})
