import { accessSync, constants, lstatSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { runQuietly } from './npm.mjs'

const NEEDED_MAJOR = 24

/**
 * Whether a Node that runs our TypeScript is installed here.
 * @param {string} root
 */
export function nodeIsThere(root) {
  return isExecutable(binaryIn(root))
}

/**
 * The Node for our programs: the pinned one, or the user's own if it is new enough.
 * @param {string} root
 */
export function pinnedNode(root) {
  return nodeIsThere(root) ? binaryIn(root) : process.execPath
}

/**
 * Fetches the pinned Node if npm skipped its install script, which `ignore-scripts` or `allowScripts` may cause.
 * @param {string} root
 */
export async function installNode(root) {
  process.stderr.write(`… installing Node ${NEEDED_MAJOR} (about 50 MB)\n`)
  // Runs the package's own install script, which knows the right package for this platform.
  const folder = join(root, 'node_modules', 'node')
  const { output } = await runQuietly(process.execPath, ['installArchSpecificPackage.js'], folder)
  const works = (await runQuietly(binaryIn(root), ['--version'], root)).output.startsWith(`v${NEEDED_MAJOR}.`)
  if (works) {
    linkIntoBin(root)
    process.stderr.write(`✓ Node ${NEEDED_MAJOR}\n`)
  } else if (Number.parseInt(process.versions.node, 10) < NEEDED_MAJOR) {
    throw new Error(
      `${output}Node ${NEEDED_MAJOR} could not be fetched: install Node ${NEEDED_MAJOR} and run this again.`,
    )
  }
}

// Programs that we start look for `node` on PATH and must find the same Node.
/** @param {string} root */
function linkIntoBin(root) {
  const bin = join(root, 'node_modules', '.bin')
  mkdirSync(bin, { recursive: true })
  if (!lstatSync(join(bin, 'node'), { throwIfNoEntry: false })) {
    symlinkSync(join('..', 'node', 'bin', 'node'), join(bin, 'node'))
  }
}

/** @param {string} root */
function binaryIn(root) {
  return join(root, 'node_modules', 'node', 'bin', 'node')
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
