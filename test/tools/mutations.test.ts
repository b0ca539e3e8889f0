import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { chosenBy } from '../../tools/mutations/choice.ts'
import { format } from '../../tools/mutations/format.ts'
import { allMutations } from '../../tools/mutations/list.ts'
import { problemsIn } from '../../tools/mutations/problems.ts'
import { verdictOf } from '../../tools/mutations/report.ts'
import { project } from '../../tools/project.ts'

const one = {
  name: 'one',
  promise: 'It is true.',
  file: 'src/truth.ts',
  find: 'true',
  replace: 'false',
  caughtBy: ['test/truth.test.ts'],
}

async function aTree(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'escalate-mutations-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return root
}

describe('the list of mutations', () => {
  it('fits the code: each text to find occurs once, and each test file exists', async () => {
    expect(await problemsIn(allMutations, project.root)).toEqual([])
  })

  it('is in docs/mutations.md as it is (npm run build -- mutations)', async () => {
    const page = await readFile(join(project.root, 'docs', 'mutations.md'), 'utf8')
    expect(page).toBe(format(page))
  })
})

describe('a list that does not fit the code', () => {
  it.each([
    ['a text that is gone', { find: 'TRUE' }, ['one: its text to find occurs 0 times in src/truth.ts']],
    ['a text that occurs twice', { find: 'e' }, ['one: its text to find occurs 2 times in src/truth.ts']],
    ['a file that is gone', { file: 'src/lie.ts' }, ['one: src/lie.ts does not exist']],
    ['a test that is gone', { caughtBy: ['test/a.test.ts'] }, ['one: the test file test/a.test.ts does not exist']],
    ['no test', { caughtBy: [] }, ['one names no test file']],
    ['no change', { replace: 'true' }, ['one changes nothing']],
    ['a file of the tests', { file: 'test/truth.test.ts' }, ['one: test/truth.test.ts is no file of the product']],
  ])('names %s', async (_, changes, problems) => {
    const root = await aTree({ 'src/truth.ts': 'export const is = true', 'test/truth.test.ts': 'true' })
    expect(await problemsIn([one], root)).toEqual([])
    expect(await problemsIn([{ ...one, ...changes }], root)).toEqual(problems)
  })

  it('reports a name that is used twice', async () => {
    const root = await aTree({ 'src/truth.ts': 'export const is = true', 'test/truth.test.ts': 'true' })
    expect(await problemsIn([one, one], root)).toEqual(['one is the name of several mutations'])
  })
})

describe('the arguments of the command', () => {
  it('choose all mutations, or the named ones', () => {
    const two = { ...one, name: 'two' }
    expect(chosenBy([], [one, two])).toEqual({ mutations: [one, two], isWithAllTests: false })
    expect(chosenBy(['two', '--all-tests'], [one, two])).toEqual({ mutations: [two], isWithAllTests: true })
    expect(() => chosenBy(['three'], [one, two])).toThrow('No mutation is called three')
  })
})

describe('the result of a test run', () => {
  const file = { name: '/copy/test/truth.test.ts', message: '', status: 'failed' }
  const test = (status: string) => ({ status, ancestorTitles: ['the truth'], title: 'is told' })
  const verdict = (exitCode: number, ...statuses: readonly string[]) =>
    verdictOf({ testResults: [{ ...file, assertionResults: statuses.map(test) }] }, exitCode, '/copy')

  it('is red with the titles of the failed tests', () => {
    expect(verdict(1, 'passed', 'failed')).toEqual({
      is: 'red',
      failed: ['test/truth.test.ts: the truth › is told'],
    })
  })

  it('is green when no test failed', () => {
    expect(verdict(0, 'passed', 'skipped')).toEqual({ is: 'green' })
  })

  it('is broken when the code does not load: no test has run', () => {
    const broken = { testResults: [{ ...file, message: 'Unexpected token\n  at line 1', assertionResults: [] }] }
    expect(verdictOf(broken, 1, '/copy')).toEqual({ is: 'broken', why: 'test/truth.test.ts: Unexpected token' })
    expect(verdict(1, 'passed')).toMatchObject({ is: 'broken' })
  })
})
