import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { project } from './project.ts'

/** One of our programs in its own process. It ends with the process that started it, however that ends. */
export type Program = {
  readonly name: string
  readonly pid: number
  readonly kill: (signal: NodeJS.Signals) => void
  /** The last output on stderr, to explain a failed start. */
  readonly lastWords: () => string
  /** Resolves with the exit code; null after a signal. */
  readonly exited: Promise<number | null>
  /** Asks the program to end and waits; kills it after `patienceMs`. */
  readonly stop: (patienceMs?: number) => Promise<void>
}

export type ProgramOptions = {
  readonly file: string
  readonly words?: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly heard?: ((line: string) => void) | undefined
}

/** Passes on only the variables that a program cannot do without: tests must not depend on the others. */
const inherited = Object.fromEntries(
  ['PATH', 'HOME', 'TMPDIR'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
)

/** Node's compile cache: half of a program's start is compiling TypeScript that was compiled before. */
const compiled = { NODE_COMPILE_CACHE: join(project.own, 'compiled') }

/** Starts one of the project's TypeScript programs. `heard` gets every line of its stdout. */
export function startProgram(name: string, { file, words: given = [], env, heard }: ProgramOptions): Program {
  const words = ['--import', join(project.root, 'tools', 'leash.mjs'), join(project.root, file), ...given]
  const child = spawn(process.execPath, words, {
    cwd: project.root,
    env: { ...inherited, ...compiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const tail: string[] = []
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => heard?.(line))
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      tail.push(line)
      if (tail.length > 50) tail.shift()
    })
  }
  const exited = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)))
  return {
    name,
    pid: child.pid ?? -1,
    kill: (signal) => void child.kill(signal),
    lastWords: () => tail.join('\n'),
    exited,
    async stop(patienceMs = 10_000) {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
      await exited
      clearTimeout(timer)
    },
  }
}
