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
  /** What people read while it is built. */
  readonly name?: string
  /** Builds whether or not anything has changed. */
  readonly force?: boolean
}

/**
 * The folder of the built join page, or of the Flex plugin. Builds it when one of its inputs has changed; any number of programs may ask at
 * once. Throws with everything that Vite says when it cannot be built.
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

/** What the server serves, one after the other: each build takes a core and more. */
export async function builtPages(): Promise<void> {
  await builtPage()
  await builtPage({ root: join(project.root, 'supervisor-page'), name: 'the supervisor’s page' })
}

const isCurrent = async (root: string): Promise<boolean> =>
  (await readFile(join(root, 'dist', '.inputs'), 'utf8').catch(() => '')) === (await pageInputs(root))

async function build({ root, own, name }: Required<Omit<PageBuildOptions, 'force'>>): Promise<void> {
  progress.doing(`building ${name}`)
  // Read first: an edit during the build must lead to another one.
  const inputs = await pageInputs(root)
  const making = join(own, `page.${process.pid}`)
  const old = `${making}.old`
  const same = [root, '--config', join(root, 'vite.config.ts'), '--emptyOutDir', '--logLevel', 'warn']
  try {
    await vite(name, [...same, '--outDir', making])
    await compressFiles(making)
    // What draws the first screen on the server is a build of its own.
    const drawing = join(root, 'src', 'first-screen.tsx')
    if (existsSync(drawing)) await vite(name, [...same, '--outDir', join(making, 'server'), '--ssr', drawing])
    await writeFile(join(making, '.inputs'), inputs)
    // Exchanged in one go: a server that runs meanwhile never finds half a page.
    await mkdir(join(root, 'dist'), { recursive: true })
    await rename(join(root, 'dist'), old)
    await rename(making, join(root, 'dist'))
  } finally {
    await rm(making, { recursive: true, force: true })
    await rm(old, { recursive: true, force: true })
  }
}

/** In a process of its own, because Vite builds for whatever NODE_ENV it finds, as that of a test. */
async function vite(name: string, words: readonly string[]): Promise<void> {
  const program = join(project.root, 'node_modules', 'vite', 'bin', 'vite.js')
  const env = { ...process.env, NODE_ENV: 'production' }
  const { ok, output } = await quietCommand(process.execPath, [program, 'build', ...words], { cwd: project.root, env })
  if (!ok) throw new Error(`${name} cannot be built:\n${stripVTControlCharacters(output).trim()}`)
}
