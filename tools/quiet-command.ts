import { spawn } from 'node:child_process'

/** How a command ended and everything it printed; `stdout` is the part meant for programs. */
export type CommandResult = Readonly<{ ok: boolean; output: string; stdout: string }>

/** Runs a command and keeps its output instead of showing it. A command that is not there is a plain failure. */
export function quietCommand(
  command: string,
  words: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    let output = ''
    let stdout = ''
    const child = spawn(command, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
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
