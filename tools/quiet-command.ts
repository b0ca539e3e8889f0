import { spawn } from 'node:child_process'

/** The result and the whole output of a command; `stdout` is the part for programs. */
export type CommandResult = Readonly<{ ok: boolean; output: string; stdout: string }>

export type CommandOptions = Readonly<{ env?: NodeJS.ProcessEnv; cwd?: string; timeoutMs?: number }>

/**
 * Runs a command and returns its output instead of showing it. A missing command, or one that takes too long, counts as
 * failed.
 */
export function quietCommand(
  command: string,
  words: readonly string[],
  { timeoutMs, ...options }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    let output = ''
    let stdout = ''
    const child = spawn(command, words, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Not spawn's own `timeout`, whose timer survives a missing command.
      ...(timeoutMs !== undefined && { signal: AbortSignal.timeout(timeoutMs), killSignal: 'SIGKILL' }),
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.stdout.on('data', (text: string) => {
      stdout += text
    })
    child.on('error', (error) => resolve({ ok: false, output: `${command}: ${error.message}\n`, stdout }))
    child.on('close', (code) => resolve({ ok: code === 0, output, stdout }))
  })
}
