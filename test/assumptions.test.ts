import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { assumptions as simulated } from '../simulator/cloud/assumptions.ts'
import { assumptions as looked } from '../src/doctor/assumptions/index.ts'
import { project } from '../tools/project.ts'

const text = (path: string) => readFile(join(project.root, path), 'utf8')

const sorted = (ids: Iterable<string>) => [...new Set(ids)].sort()

it('every assumption is on the page, can be made untrue, is checked by the doctor or says why not, and is played', async () => {
  const page = (await text('docs/assumptions.md')).matchAll(/^\| `([a-z0-9-]+)` \|/gm)
  const ids = sorted(Array.from(page, ([, id = '']) => id))
  expect(ids.length).toBeGreaterThan(10)
  expect(sorted(Object.keys(simulated))).toEqual(ids)
  expect(sorted(looked().map(({ id }) => id))).toEqual(ids)
  const played = (await text('test/faults/assumptions.test.ts')).matchAll(/untrue\('([a-z0-9-]+)'\)/g)
  expect(sorted(Array.from(played, ([, id = '']) => id))).toEqual(ids)
})

it('the page says of each assumption whether the doctor checks it, and for which it needs a call', async () => {
  const rows = Array.from((await text('docs/assumptions.md')).matchAll(/^\| `([a-z0-9-]+)` \|.*\| ([^|]+) \|$/gm))
  const said = rows.map(([, id = '', checked = '']) => [id, checked.split(':')[0]])
  const parties = { from: '+15550000001', to: '+15550000002' }
  const alone = new Set(looked().flatMap((each) => ('look' in each ? [each.id] : [])))
  const asIs = looked(parties).map((each) => [
    each.id,
    'unseen' in each ? 'by hand' : alone.has(each.id) ? 'doctor' : 'doctor, with a call',
  ])
  expect(said.toSorted()).toEqual(asIs.toSorted())
})
