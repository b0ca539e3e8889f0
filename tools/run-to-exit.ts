import { type StdioOptions, spawn } from 'node:child_process'
import { constants } from 'node:os'

/** Runs a command on this terminal, passes signals on to it and returns its exit code (128 + n for a signal). */
export function runToExit(
  command: string,
  words: readonly string[],
  { env, stdio = 'inherit', cwd }: { env?: NodeJS.ProcessEnv; stdio?: StdioOptions; cwd?: string } = {},
): Promise<number> {
  const child = spawn(command, words, { stdio, cwd, env: { ...process.env, ...env } })
  const passOn = (signal: NodeJS.Signals) => {
    // In a terminal Ctrl-C already reaches the child. A second signal would mean "stop at once".
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, passOn)
  return new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(signal ? 128 + constants.signals[signal] : (code ?? 1)))
  }).finally(() => {
    for (const signal of signals) process.off(signal, passOn)
  })
}
