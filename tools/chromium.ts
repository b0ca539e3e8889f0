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

/**
 * The shell has no windows: a page with video costs two thirds of what it costs in a whole Chromium. But it never asks
 * for permissions.
 */
export type Kind = 'shell' | 'whole'

/**
 * `chromium-common` holds files that the shell reads. It must be in the same folder, even if the machine has it
 * elsewhere.
 */
const PACKAGES = { shell: ['chromium-headless-shell', 'chromium-common'], whole: ['chromium'] } as const
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const
const MAC_APPS = ['Google Chrome', 'Chromium'] as const
const MISSING =
  'Chromium is missing: install Google Chrome, or apt-get install chromium, or npx playwright-core install chromium, or set CHROMIUM'
const OTHERS_MAY_TAKE_MS = 1_200_000

/**
 * Finds or fetches the headless shell, or uses a whole Chromium or Chrome if there is no shell. `CHROMIUM` in the
 * environment names one browser for both kinds, `CHROMIUM_SHELL` a shell in addition; with `CHROMIUM=none` there is
 * none and none is fetched.
 * @throws Error with one clear line if there is neither
 */
export async function chromium(kind: Kind = 'shell', own: string = project.own): Promise<Chromium> {
  const given = (kind === 'shell' && process.env['CHROMIUM_SHELL']) || process.env['CHROMIUM']
  if (given === 'none') throw new Error(MISSING)
  if (given) return named(given)
  const found = (kind === 'shell' ? await shell(own) : undefined) ?? (await whole(own))
  if (!found) throw new Error(MISSING)
  return found
}

/**
 * Finds or fetches both kinds in advance, so that no test has to.
 * @returns the environment that names them, and the problems in words
 */
export async function bothForTests(): Promise<{ env: Readonly<Record<string, string>>; problems: readonly string[] }> {
  // One after the other, because both may install packages.
  const problems: string[] = []
  const find = (kind: Kind) =>
    chromium(kind).catch((problem: unknown) => {
      problems.push(problem instanceof Error ? problem.message : String(problem))
      return undefined
    })
  const [shell, whole] = [await find('shell'), await find('whole')]
  const env = { CHROMIUM: whole?.command ?? 'none', ...(shell && { CHROMIUM_SHELL: shell.command }) }
  return { env, problems: [...new Set(problems)] }
}

async function shell(own: string): Promise<Chromium | undefined> {
  const folder = join(own, 'chromium-headless-shell')
  const there = () => firstOf([...onPath(['chromium-headless-shell']), join(folder, 'start.sh')])
  // A fetched browser that does not start will not start after another download either.
  const fetch = async () => (await there()) ?? (existsSync(folder) ? undefined : unpacked('shell', folder))
  return (await there()) ?? alone(folder, fetch)
}

async function whole(own: string): Promise<Chromium | undefined> {
  const folder = join(own, 'chromium')
  const there = () => firstOf([...onPath(NAMES), ...macApps(), ...playwrightsOwn(), join(folder, 'start.sh')])
  // Unlike Redis, first tries a system-wide installation: Chromium needs about a hundred libraries and fonts, which
  // that sets up.
  const fetch = async () =>
    (await there()) ?? ((await apt.install(PACKAGES.whole)) ? await there() : undefined) ?? unpacked('whole', folder)
  return (await there()) ?? alone(folder, fetch)
}

/** Only one process fetches at a time; the others use the result. */
const alone = <T>(folder: string, work: () => Promise<T>): Promise<T> =>
  withLock(`${folder}.lock`, work, { timeoutMs: OTHERS_MAY_TAKE_MS })

async function unpacked(kind: Kind, folder: string): Promise<Chromium | undefined> {
  progress.doing('fetching Chromium (about 100 MB)')
  const isThere = await apt.unpack(PACKAGES[kind], folder, addStart)
  const found = isThere ? await firstOf([join(folder, 'start.sh')]) : undefined
  if (found) progress.done(`Chromium ${found.version}`)
  return found
}

const addStart = (folder: string) => cp(join(import.meta.dirname, 'unpacked-chromium'), folder, { recursive: true })

/** Tries no page: the caller has chosen this browser, and the first page is a test’s own. */
async function named(command: string): Promise<Chromium> {
  const found = await startingChromium(command, { withPage: false })
  if (!found) throw new Error(`CHROMIUM=${command} does not start`)
  return found
}

async function firstOf(commands: readonly string[]): Promise<Chromium | undefined> {
  for (const command of commands) {
    const found = await startingChromium(command)
    if (found) return found
  }
  return undefined
}

/** Returns full paths, because Playwright needs one. */
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

/** The browser that `playwright-core install chromium` fetches, wherever the platform keeps it. */
function playwrightsOwn(): readonly string[] {
  try {
    return [playwrights.executablePath()]
  } catch {
    return [] // Playwright has no browser for this platform
  }
}
