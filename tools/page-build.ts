import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { compressFiles } from './compressed-files.ts'
import { withLock } from './lock.mjs'
import { pageInputs } from './page-inputs.ts'
import { progress } from './progress.ts'
import { project } from './project.ts'
import { quietCommand } from './quiet-command.ts'

export type PageBuildOptions = {
  /** The folder of the page, with its vite.config.ts. */
  readonly root?: string
  readonly own?: string
  /** The name in messages during the build. */
  readonly name?: string
  /** Builds even if nothing has changed. */
  readonly force?: boolean
}

/**
 * The folder of the built join page, supervisor's page or Flex plugin. Builds it if one of its inputs has changed;
 * several programs may ask at once.
 * @throws Error with Vite's whole output if the build fails
 */
export async function builtPage({
  root = join(project.root, 'join-page'),
  own = project.own,
  name = 'the join page',
  force = false,
}: PageBuildOptions = {}): Promise<string> {
  const dist = join(root, 'dist')
  if (!force && (await isCurrent(root))) return dist
  await withLock(join(own, 'page-build.lock'), async () => {
    if (force || !(await isCurrent(root))) await build({ root, own, name })
  })
  return dist
}

/** Builds the pages that the server serves, one after the other: each build takes more than one core. */
export async function builtPages(): Promise<void> {
  await builtPage()
  await builtPage({ root: join(project.root, 'supervisor-page'), name: 'the supervisor’s page' })
}

const isCurrent = async (root: string): Promise<boolean> =>
  (await readFile(join(root, 'dist', '.inputs'), 'utf8').catch(() => '')) === (await pageInputs(root))

async function build({ root, own, name }: Required<Omit<PageBuildOptions, 'force'>>): Promise<void> {
  progress.doing(`building ${name}`)
  // Reads the inputs first: an edit during the build must cause another build.
  const inputs = await pageInputs(root)
  const making = join(own, `page.${process.pid}`)
  const old = `${making}.old`
  const same = [root, '--config', join(root, 'vite.config.ts'), '--emptyOutDir', '--logLevel', 'warn']
  try {
    await vite(name, [...same, '--outDir', making])
    await compressFiles(making)
    // The code that renders the first screen on the server is a separate build.
    const drawing = join(root, 'src', 'first-screen.tsx')
    if (existsSync(drawing)) await vite(name, [...same, '--outDir', join(making, 'server'), '--ssr', drawing])
    await writeFile(join(making, '.inputs'), inputs)
    // Replaces the folder in one step: a running server never sees half a page.
    await mkdir(join(root, 'dist'), { recursive: true })
    await rename(join(root, 'dist'), old)
    await rename(making, join(root, 'dist'))
  } finally {
    await rm(making, { recursive: true, force: true })
    await rm(old, { recursive: true, force: true })
  }
}

/** In its own process, because Vite builds for the current NODE_ENV, such as a test's. */
async function vite(name: string, words: readonly string[]): Promise<void> {
  const program = join(project.root, 'node_modules', 'vite', 'bin', 'vite.js')
  const env = { ...process.env, NODE_ENV: 'production' }
  const { ok, output } = await quietCommand(process.execPath, [program, 'build', ...words], { cwd: project.root, env })
  if (!ok) throw new Error(`${name} cannot be built:\n${stripVTControlCharacters(output).trim()}`)
}
