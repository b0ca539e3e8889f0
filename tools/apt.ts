import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { quietCommand } from './quiet-command.ts'

/**
 * Gets programs from Debian's or Ubuntu's archive, as root or not. Each function returns false if that is not possible.
 */
export const apt = { install, unpack, libraries } as const

const ATTEMPTS = 2
const OTHERS_TAKE_MS = 300_000

/** Installs packages system-wide. Only for root (a container, a build machine). */
async function install(packages: readonly string[]): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  return twice(async () => {
    if (!(await onTheSystem(['update']))) return false
    return onTheSystem(['install', '-y', '--no-install-recommends', ...packages])
  })
}

/** Another installation may be running, for instance on a machine that has just started. Then this one waits. */
async function onTheSystem(words: readonly string[]): Promise<boolean> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
  const deadline = Date.now() + OTHERS_TAKE_MS
  while (true) {
    const { ok, output } = await quietCommand('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...words], { env })
    // apt has an option to wait for dpkg's lock, but none for the lock on its lists.
    if (ok || !output.includes('Could not get lock') || Date.now() > deadline) return ok
    await pause(1000)
  }
}

/**
 * Downloads packages with the libraries that this machine lacks and unpacks them into `folder`: without root, without
 * starting services, without changing the system. apt keeps its lists and downloads in our folders and only reads what
 * is installed. `finish` may add files before the folder gets its final name, so an existing folder is complete.
 */
async function unpack(
  packages: readonly string[],
  folder: string,
  finish: (folder: string) => Promise<void> = async () => {},
): Promise<boolean> {
  if (process.platform !== 'linux') return false
  const making = `${folder}.${process.pid}`
  const archives = join(making, 'apt', 'cache', 'archives')
  const target = join(making, 'root')
  try {
    await mkdir(join(making, 'apt', 'state', 'lists', 'partial'), { recursive: true })
    await mkdir(join(archives, 'partial'), { recursive: true })
    await mkdir(target)
    if (!(await twice(() => download(packages, join(making, 'apt'))))) return false
    for (const name of await readdir(archives)) {
      if (name.endsWith('.deb') && !(await quietCommand('dpkg', ['-x', join(archives, name), target])).ok) return false
    }
    await finish(target)
    await rm(folder, { recursive: true, force: true })
    await rename(target, folder)
    return true
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}

/** The library folders of an unpacked package: one for each architecture, such as x86_64-linux-gnu. */
async function libraries(folder: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const parent of [join(folder, 'usr', 'lib'), join(folder, 'lib')]) {
    const names = existsSync(parent) ? await readdir(parent) : []
    found.push(...names.filter((name) => name.includes('-linux-gnu')).map((name) => join(parent, name)))
  }
  return found
}

async function download(packages: readonly string[], own: string): Promise<boolean> {
  const ours = [
    ...['-o', `Dir::State=${join(own, 'state')}`, '-o', 'Dir::State::status=/var/lib/dpkg/status'],
    ...['-o', `Dir::Cache=${join(own, 'cache')}`, '-o', 'Debug::NoLocking=1', '-o', 'APT::Sandbox::User='],
    ...['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::https::Timeout=20'],
  ]
  if (!(await quietCommand('apt-get', ['-qq', ...ours, 'update'])).ok) return false
  // --reinstall: packages that the system already has must be downloaded too.
  const words = ['install', '-y', '--download-only', '--no-install-recommends', '--reinstall']
  return (await quietCommand('apt-get', ['-qq', ...ours, ...words, ...packages])).ok
}

async function twice(attempt: () => Promise<boolean>): Promise<boolean> {
  for (let count = 0; count < ATTEMPTS; count++) if (await attempt()) return true
  return false
}
