import { join } from 'node:path'
import { apt } from './apt.ts'
import { withLock } from './lock.mjs'
import { progress } from './progress.ts'
import { project } from './project.ts'
import { quietCommand } from './quiet-command.ts'

/** A TURN server (coturn) that is known to start, and the environment that it needs. */
export type TurnBinary = Readonly<{ command: string; env: Readonly<Record<string, string>> }>

/** Finds coturn, or fetches Debian's or Ubuntu's. Undefined if neither is possible. */
export async function turnBinary(own: string = project.own): Promise<TurnBinary | undefined> {
  const folder = join(own, 'coturn')
  return (await onPath()) ?? (await unpacked(folder)) ?? withLock(join(own, 'coturn-install.lock'), () => fetch(folder))
}

async function fetch(folder: string): Promise<TurnBinary | undefined> {
  const fetchedMeanwhile = await unpacked(folder)
  if (fetchedMeanwhile) return fetchedMeanwhile
  progress.doing('installing coturn (about 4 MB)')
  const fetched = (await apt.unpack(['coturn'], folder)) ? await unpacked(folder) : undefined
  if (fetched) progress.done('coturn')
  return fetched
}

const onPath = () => starting('turnserver', {})

async function unpacked(folder: string): Promise<TurnBinary | undefined> {
  const env = { LD_LIBRARY_PATH: (await apt.libraries(folder)).join(':') }
  return starting(join(folder, 'usr', 'bin', 'turnserver'), env)
}

/** Starts the binary: an existing file may lack a library. */
async function starting(command: string, env: Record<string, string>): Promise<TurnBinary | undefined> {
  const { ok, output } = await quietCommand(command, ['--version'], { env: { ...process.env, ...env } })
  return ok && /^\d+\.\d+/m.test(output) ? { command, env } : undefined
}
