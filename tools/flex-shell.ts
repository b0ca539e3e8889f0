import { createHash } from 'node:crypto'
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { withLock } from './lock.mjs'
import { runNpm } from './npm.mjs'
import { packagesAreThere } from './packages.mjs'
import { progress } from './progress.ts'
import { project } from './project.ts'
import { quietCommand } from './quiet-command.ts'

export type FlexShellOptions = {
  /** The folder of Flex UI's package.json and lockfile. */
  readonly root?: string
  readonly own?: string
}

const BUNDLE = 'flex-shell.js'
const INPUTS = ['package-lock.json', 'entry.cjs', 'node-globals.js', 'vite.config.ts']
const OTHERS_MAY_TAKE_MS = 1_200_000

/**
 * The file with the genuine Flex UI, one script for a browser. Fetches and bundles it the first time; several programs
 * may ask at once.
 * @throws Error with one clear line if it cannot be fetched or bundled
 */
export async function flexShell({
  root = join(project.root, 'flex-shell'),
  own = project.own,
}: FlexShellOptions = {}): Promise<string> {
  const file = join(own, 'flex-shell', await hashOf(root), BUNDLE)
  if (await isThere(file)) return file
  const make = async () => {
    if (await isThere(file)) return
    if (!packagesAreThere(root)) await install(root)
    await bundle(root, file)
  }
  await withLock(join(own, 'flex-shell.lock'), make, { timeoutMs: OTHERS_MAY_TAKE_MS })
  return file
}

/** Another version of a package, or another way to bundle, makes another shell. */
async function hashOf(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const name of INPUTS) hash.update(await readFile(join(root, name)))
  return hash.digest('hex').slice(0, 16)
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

async function install(root: string): Promise<void> {
  progress.doing('fetching Flex UI (once: about 700 MB of packages, one to three minutes)')
  const started = performance.now()
  // Install scripts are not needed. Peer conflicts must not be ignored: npm would then hoist wrong versions.
  const { ok, output } = await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], root)
  if (!ok || !packagesAreThere(root)) {
    throw new Error(`Flex UI could not be fetched (${reasonIn(output)}): check the network and run this again.`)
  }
  progress.done(`Flex UI fetched in ${seconds(started)}`)
}

/** The first line of npm's output that gives a reason, not a code or a path. */
function reasonIn(output: string): string {
  const words = output.split('\n').map((line) => line.replace(/^npm error ?/, '').trim())
  return (
    words.find((line) => line !== '' && !/^(?:code|errno|syscall|path|npm warn)\b/.test(line)) ?? 'npm gave no reason'
  )
}

async function bundle(root: string, file: string): Promise<void> {
  progress.doing('bundling Flex UI (once, about ten seconds)')
  const started = performance.now()
  const folder = join(file, '..')
  const making = `${folder}.${process.pid}`
  const vite = join(project.root, 'node_modules', 'vite', 'bin', 'vite.js')
  const words = [
    vite,
    'build',
    root,
    '--config',
    join(root, 'vite.config.ts'),
    '--outDir',
    making,
    '--logLevel',
    'error',
  ]
  const env = { ...process.env, NODE_ENV: 'production' }
  try {
    const { ok, output } = await quietCommand(process.execPath, words, { cwd: project.root, env })
    if (!ok) throw new Error(`Flex UI could not be bundled:\n${stripVTControlCharacters(output).trim()}`)
    await mkdir(join(folder, '..'), { recursive: true })
    await rm(folder, { recursive: true, force: true })
    await rename(making, folder)
  } finally {
    await rm(making, { recursive: true, force: true })
  }
  progress.done(`Flex UI bundled in ${seconds(started)}`)
}

const seconds = (since: number): string => `${Math.round((performance.now() - since) / 1000)} s`
