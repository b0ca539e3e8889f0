import { existsSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium as playwrights } from 'playwright-core'
import { apt } from './apt.ts'
import { type Chromium, startingChromium } from './chromium-starts.ts'
import { withLock } from './lock.mjs'
import { progress } from './progress.ts'
import { project } from './project.ts'

/** Chromium without windows. A page with video costs it two thirds of what it costs a whole one. */
const SHELL = 'chromium-headless-shell'
/** What it reads must lie beside it, also where the machine has it elsewhere. */
const DATA = 'chromium-common'
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const
const MAC_APPS = ['Google Chrome', 'Chromium'] as const
const MISSING =
  'Chromium is missing: install Google Chrome, or apt-get install chromium, or npx playwright-core install chromium, or set CHROMIUM'
const OTHERS_MAY_TAKE_MS = 1_200_000

/**
 * Finds the headless shell or fetches it, and takes a whole Chromium or Chrome where there is none. Throws one clear line when
 * there is neither. `CHROMIUM` in the environment names one; `CHROMIUM=none` says that there is none and that none shall be fetched.
 */
export async function chromium(own: string = project.own): Promise<Chromium> {
  const given = process.env['CHROMIUM']
  if (given === 'none') throw new Error(MISSING)
  if (given) return named(given)
  const folder = join(own, SHELL)
  const fetched = () => withLock(join(own, `${SHELL}.lock`), () => fetch(folder), { timeoutMs: OTHERS_MAY_TAKE_MS })
  return (await shell(folder)) ?? fetched()
}

/** Its first page is the tests' own: whoever names a browser has chosen it. */
async function named(command: string): Promise<Chromium> {
  const found = await startingChromium(command, { withPage: false })
  if (!found) throw new Error(`CHROMIUM=${command} does not start`)
  return found
}

const shell = (folder: string) => firstOf([...onPath([SHELL]), join(folder, 'start.sh')])
const installed = () => firstOf([...onPath(NAMES), ...macApps(), ...playwrightsOwn()])

async function firstOf(commands: readonly string[]): Promise<Chromium | undefined> {
  for (const command of commands) {
    const found = await startingChromium(command)
    if (found) return found
  }
  return undefined
}

/** Whole paths, because Playwright asks for one. */
function onPath(names: readonly string[]): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function macApps(): readonly string[] {
  if (process.platform !== 'darwin') return []
  return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
    MAC_APPS.map((app) => join(folder, `${app}.app`, 'Contents', 'MacOS', app)),
  )
}

/** What `playwright-core install chromium` fetches, wherever this platform keeps it. */
function playwrightsOwn(): readonly string[] {
  try {
    return [playwrights.executablePath()]
  } catch {
    return [] // a platform that Playwright has no browser for
  }
}

async function fetch(folder: string): Promise<Chromium> {
  const fetchedMeanwhile = await shell(folder)
  if (fetchedMeanwhile) return fetchedMeanwhile
  // What was fetched before and does not start would not start the next time either.
  const found = existsSync(folder) ? undefined : await unpacked(folder)
  const other = found ?? (await installed()) ?? ((await apt.install(['chromium'])) ? await installed() : undefined)
  if (!other) throw new Error(MISSING)
  return other
}

async function unpacked(folder: string): Promise<Chromium | undefined> {
  progress.doing('fetching Chromium (about 100 MB)')
  const found = (await apt.unpack([SHELL, DATA], folder, addStart)) ? await shell(folder) : undefined
  if (found) progress.done(`Chromium ${found.version}`)
  return found
}

const addStart = (folder: string) => cp(join(import.meta.dirname, 'unpacked-chromium'), folder, { recursive: true })
