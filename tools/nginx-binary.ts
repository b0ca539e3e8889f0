import { join } from 'node:path'
import { apt } from './apt.ts'
import { withLock } from './lock.mjs'
import { progress } from './progress.ts'
import { project } from './project.ts'
import { quietCommand } from './quiet-command.ts'

/** An nginx that is known to start, and the environment that it needs. */
export type NginxBinary = Readonly<{ command: string; env: Readonly<Record<string, string>> }>

/**
 * Finds an nginx, or fetches Debian's or Ubuntu's.
 * @throws Error with one clear line if neither is possible
 */
export async function nginxBinary(own: string = project.own): Promise<NginxBinary> {
  const folder = join(own, 'nginx')
  return (await onPath()) ?? (await unpacked(folder)) ?? withLock(join(own, 'nginx-install.lock'), () => fetch(folder))
}

async function fetch(folder: string): Promise<NginxBinary> {
  const fetchedMeanwhile = await unpacked(folder)
  if (fetchedMeanwhile) return fetchedMeanwhile
  progress.doing('installing nginx (about 1 MB)')
  const fetched =
    ((await apt.unpack(['nginx'], folder)) ? await unpacked(folder) : undefined) ??
    ((await apt.install(['nginx'])) ? await onPath() : undefined)
  if (!fetched) throw new Error('nginx is missing: apt-get install nginx, or brew install nginx')
  progress.done('nginx')
  return fetched
}

const onPath = () => starting('nginx', {})

async function unpacked(folder: string): Promise<NginxBinary | undefined> {
  const env = { LD_LIBRARY_PATH: (await apt.libraries(folder)).join(':') }
  return starting(join(folder, 'usr', 'sbin', 'nginx'), env)
}

/** Starts the binary: an existing file may lack a library. */
async function starting(command: string, env: Record<string, string>): Promise<NginxBinary | undefined> {
  const { ok, output } = await quietCommand(command, ['-v'], { env: { ...process.env, ...env } })
  return ok && output.includes('nginx/') ? { command, env } : undefined
}
