import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { chromium } from '../../tools/chromium.ts'
import { startingChromium } from '../../tools/chromium-starts.ts'
import { runTypeScript } from './run-type-script.ts'

const MISSING =
  'Chromium is missing: install Google Chrome, or apt-get install chromium, or npx playwright-core install chromium, or set CHROMIUM'

it('the search finds a browser that starts, and its version', async () => {
  const { command, version } = await chromium()
  expect(version).toMatch(/^\d{3}\./)
  expect(await startingChromium(command)).toEqual({ command, version })
})

it('a program that only prints a version is no browser, nor is a missing one', async () => {
  expect(await startingChromium(process.execPath)).toBeUndefined()
  expect(await startingChromium('escalate-no-such-browser')).toBeUndefined()
})

it('without a network, the error is one line with the remedies', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'escalate-empty-'))
  onTestFinished(() => rm(empty, { recursive: true, force: true }))
  expect(await said(empty, { PATH: empty, HOME: empty, CHROMIUM: '' })).toBe(MISSING)
})

it('CHROMIUM=none stops search and download', async () => {
  expect(await said('/nowhere', { CHROMIUM: 'none' })).toBe(MISSING)
})

it('a browser that CHROMIUM names is not replaced when it does not start', async () => {
  expect(await said('/nowhere', { CHROMIUM: '/nowhere/chrome' })).toBe('CHROMIUM=/nowhere/chrome does not start')
})

function said(own: string, env: Readonly<Record<string, string>>): Promise<string> {
  const program = `
    const { chromium } = await import(${JSON.stringify(import.meta.resolve('../../tools/chromium.ts'))})
    await chromium('shell', ${JSON.stringify(own)}).catch((error) => process.stdout.write(error.message))`
  return runTypeScript(program, { CHROMIUM_SHELL: '', ...env }).then(({ output }) => output)
}
