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

/** The shell has no windows: a page with video costs it two thirds of what it costs a whole one. But it asks nobody for leave. */
export type Kind = 'shell' | 'whole'

/** `chromium-common` is what the shell reads. It must lie beside it, also where the machine has it elsewhere. */
const PACKAGES = { shell: ['chromium-headless-shell', 'chromium-common'], whole: ['chromium'] } as const
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const
const MAC_APPS = ['Google Chrome', 'Chromium'] as const
const MISSING =
  'Chromium is missing: install Google Chrome, or apt-get install chromium, or npx playwright-core install chromium, or set CHROMIUM'
const OTHERS_MAY_TAKE_MS = 1_200_000

/**
 * Finds the headless shell or fetches it, and takes a whole Chromium or Chrome where there is none. Throws one clear line when
 * there is neither. `CHROMIUM` in the environment names one for both kinds, `CHROMIUM_SHELL` a shell beside it; `CHROMIUM=none` says
 * that there is none and that none shall be fetched.
 */
export async function chromium(kind: Kind = 'shell', own: string = project.own): Promise<Chromium> {
  const given = (kind === 'shell' && process.env['CHROMIUM_SHELL']) || process.env['CHROMIUM']
  if (given === 'none') throw new Error(MISSING)
  if (given) return named(given)
  const found = (kind === 'shell' ? await shell(own) : undefined) ?? (await whole(own))
  if (!found) throw new Error(MISSING)
  return found
}

/** Finds or fetches both, so that no test has to. @returns the environment that names them, and what is missing in words */
export async function bothForTests(): Promise<{ env: Readonly<Record<string, string>>; problems: readonly string[] }> {
  // One after the other: both may install.
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
  // What was fetched before and does not start would not start the next time either.
  const fetch = async () => (await there()) ?? (existsSync(folder) ? undefined : unpacked('shell', folder))
  return (await there()) ?? alone(folder, fetch)
}

async function whole(own: string): Promise<Chromium | undefined> {
  const folder = join(own, 'chromium')
  const there = () => firstOf([...onPath(NAMES), ...macApps(), ...playwrightsOwn(), join(folder, 'start.sh')])
  // Unlike Redis, first the plain way: it needs some hundred libraries and fonts, which a system's own install sets up.
  const fetch = async () =>
    (await there()) ?? ((await apt.install(PACKAGES.whole)) ? await there() : undefined) ?? unpacked('whole', folder)
  return (await there()) ?? alone(folder, fetch)
}

/** Only one process fetches at a time; the others find what it fetched. */
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

/** Its first page is the tests' own: whoever names a browser has chosen it. */
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
