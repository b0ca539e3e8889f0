import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** Runs a few lines of TypeScript in a new process; returns its stdout and exit code. */
export async function runTypeScript(
  program: string,
  env: Record<string, string> = {},
): Promise<{ output: string; code: number | null }> {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return { output, code: child.exitCode }
}
