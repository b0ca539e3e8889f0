import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quietCommand } from './quiet-command.ts'

/** A browser that is known to start. `command` includes everything that it needs. */
export type Chromium = Readonly<{ command: string; version: string }>

const SENTENCE = 'A browser was here'
const TIMEOUT_MS = 60_000

/** Starts the binary and lets it show a page: an existing file may lack a library, or be a stub. */
export async function startingChromium(
  command: string,
  { withPage = true }: { withPage?: boolean } = {},
): Promise<Chromium | undefined> {
  const { ok, stdout } = await quietCommand(command, ['--version'], { timeoutMs: TIMEOUT_MS })
  const version = /\b(\d+\.[\d.]+)/.exec(stdout)?.[1]
  if (!ok || version === undefined || (withPage && !(await showsPage(command)))) return undefined
  return { command, version }
}

async function showsPage(command: string): Promise<boolean> {
  const profile = await mkdtemp(join(tmpdir(), 'escalate-browser-'))
  // Without the sandbox: whether the machine allows one matters only to callers that open untrusted pages.
  const words = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-dev-shm-usage']
  const page = `data:text/html,<p>${SENTENCE}</p>`
  try {
    const shown = await quietCommand(command, [...words, `--user-data-dir=${profile}`, '--dump-dom', page], {
      timeoutMs: TIMEOUT_MS,
    })
    return shown.stdout.includes(`${SENTENCE}</p>`)
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}
