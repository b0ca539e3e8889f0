import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { quietCommand } from './quiet-command.ts'

const ATTEMPTS = 2

/** The Redis that `fetchRedisWithApt` puts into `folder`, whether or not it is there yet. */
export async function unpackedRedis(folder: string): Promise<{ command: string; env: Record<string, string> }> {
  const libraries: string[] = []
  for (const parent of [join(folder, 'usr', 'lib'), join(folder, 'lib')]) {
    // One folder per architecture, such as x86_64-linux-gnu or aarch64-linux-gnu.
    const names = existsSync(parent) ? await readdir(parent) : []
    libraries.push(...names.filter((name) => name.includes('-linux-gnu')).map((name) => join(parent, name)))
  }
  return { command: join(folder, 'usr', 'bin', 'redis-server'), env: { LD_LIBRARY_PATH: libraries.join(':') } }
}

/**
 * Downloads Redis and the libraries this machine lacks, and unpacks them into `folder`: no root, no service started,
 * nothing on the system touched. apt keeps its lists and downloads in folders of ours and only reads what is installed.
 */
export async function fetchRedisWithApt(folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return false
  const making = `${folder}.${process.pid}`
  const archives = join(making, 'apt', 'cache', 'archives')
  const target = join(making, 'root')
  try {
    await mkdir(join(making, 'apt', 'state', 'lists', 'partial'), { recursive: true })
    await mkdir(join(archives, 'partial'), { recursive: true })
    await mkdir(target)
    if (!(await twice(() => download(join(making, 'apt'))))) return false
    for (const name of await readdir(archives)) {
      if (name.endsWith('.deb') && !(await quietCommand('dpkg', ['-x', join(archives, name), target])).ok) return false
    }
    await rm(folder, { recursive: true, force: true })
    await rename(target, folder)
    return true
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}

async function download(apt: string): Promise<boolean> {
  const ours = [
    ...['-o', `Dir::State=${join(apt, 'state')}`, '-o', 'Dir::State::status=/var/lib/dpkg/status'],
    ...['-o', `Dir::Cache=${join(apt, 'cache')}`, '-o', 'Debug::NoLocking=1', '-o', 'APT::Sandbox::User='],
    ...['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::https::Timeout=20'],
  ]
  if (!(await quietCommand('apt-get', ['-qq', ...ours, 'update'])).ok) return false
  // --reinstall: a part of Redis that is already on the system must still come into our folder.
  const words = ['install', '-y', '--download-only', '--no-install-recommends', '--reinstall']
  return (await quietCommand('apt-get', ['-qq', ...ours, ...words, 'redis-server', 'redis-tools'])).ok
}

/** The plain way, where we are root anyway (a container, a build machine). */
export async function installRedisAsRoot(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const waiting = ['-qq', '-o', 'DPkg::Lock::Timeout=60']
  return twice(async () => {
    if (!(await quietCommand('apt-get', [...waiting, 'update'], { env })).ok) return false
    const words = ['install', '-y', '--no-install-recommends', 'redis-server']
    return (await quietCommand('apt-get', [...waiting, ...words], { env })).ok
  })
}

async function twice(attempt: () => Promise<boolean>): Promise<boolean> {
  for (let count = 0; count < ATTEMPTS; count++) if (await attempt()) return true
  return false
}
