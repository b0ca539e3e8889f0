import { cp } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium as playwrights } from 'playwright-core'
import { apt } from './apt.ts'
import { type Chromium, startingChromium } from './chromium-starts.ts'
import { withLock } from './lock.mjs'
import { progress } from './progress.ts'
import { project } from './project.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const
const MAC_APPS = ['Google Chrome', 'Chromium'] as const
const MISSING =
  'Chromium is missing: install Google Chrome, or apt-get install chromium, or npx playwright-core install chromium, or set CHROMIUM'
const OTHERS_MAY_TAKE_MS = 1_200_000

/**
 * Finds a Chromium or Chrome, or fetches one. Throws one clear line when neither is possible.
 * `CHROMIUM` in the environment names one; `CHROMIUM=none` says that there is none and that none shall be fetched.
 */
export async function chromium(own: string = project.own): Promise<Chromium> {
  const given = process.env['CHROMIUM']
  if (given === 'none') throw new Error(MISSING)
  if (given) return named(given)
  const folder = join(own, 'chromium')
  const fetched = () => withLock(join(own, 'chromium.lock'), () => fetch(folder), { timeoutMs: OTHERS_MAY_TAKE_MS })
  return (await installed()) ?? (await unpacked(folder)) ?? fetched()
}

/** Its first page is the tests' own: whoever names a browser has chosen it. */
async function named(command: string): Promise<Chromium> {
  const found = await startingChromium(command, { withPage: false })
  if (!found) throw new Error(`CHROMIUM=${command} does not start`)
  return found
}

async function installed(): Promise<Chromium | undefined> {
  for (const command of [...onPath(), ...macApps(), ...playwrightsOwn()]) {
    const found = await startingChromium(command)
    if (found) return found
  }
  return undefined
}

/** Whole paths, because Playwright asks for one. */
function onPath(): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
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

async function unpacked(folder: string): Promise<Chromium | undefined> {
  return startingChromium(join(folder, 'start.sh'))
}

async function fetch(folder: string): Promise<Chromium> {
  const fetchedMeanwhile = (await unpacked(folder)) ?? (await installed())
  if (fetchedMeanwhile) return fetchedMeanwhile
  progress.doing('installing Chromium (about 120 MB)')
  // Unlike Redis, first the plain way: it needs some hundred libraries and fonts, which a system's own install sets up.
  const fetched =
    ((await apt.install(['chromium'])) ? await installed() : undefined) ??
    ((await apt.unpack(['chromium'], folder, addStart)) ? await unpacked(folder) : undefined)
  if (!fetched) throw new Error(MISSING)
  progress.done(`Chromium ${fetched.version}`)
  return fetched
}

const addStart = (folder: string) => cp(join(import.meta.dirname, 'unpacked-chromium'), folder, { recursive: true })
