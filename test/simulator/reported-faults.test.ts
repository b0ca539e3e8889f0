import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

const readme = readFileSync(new URL('../../simulator/README.md', import.meta.url), 'utf-8')
const [, section = ''] = readme.split('### What people report of real accounts\n')
const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| '))

/** Each report of the README with its switches, ready to be sent. */
const reports = rows.slice(2).map((row) => {
  const [, report = '', switches = ''] = row.split(/ ?\| ?/)
  return [
    report,
    [...switches.matchAll(/`POST (\S+)(?: (\{.*?\}))?`/g)].map(([, path, body]) => ({ path, body })),
  ] as const
})

let simulator: RunningSimulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())
beforeEach(() => simulator.control('POST', '/reset'))

describe('reports about real accounts', () => {
  it('are more than a few', () => {
    expect(reports.length).toBeGreaterThan(15)
  })

  it.each(reports)('%s: has a switch that the control API accepts', async (_, switches) => {
    expect(switches).not.toEqual([])
    for (const { path = '', body } of switches) {
      const answer = await simulator.control('POST', path, body === undefined ? {} : JSON.parse(body))
      // A switch of one room or conversation finds none of that name.
      expect([path, answer.status]).toEqual([path, path.includes(':') ? 404 : 200])
    }
  })
})
