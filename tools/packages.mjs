import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runNpm } from './npm.mjs'

/**
 * Whether node_modules holds what package-lock.json asks for, according to npm's own record of the installation.
 * @param {string} root
 */
export function packagesAreThere(root) {
  const wanted = packagesIn(join(root, 'package-lock.json'))
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted) throw new Error('package-lock.json is missing: this folder is not a complete copy of the project.')
  if (!installed) return false
  return Object.entries(wanted).every(([path, { version, optional, devOptional, peer }]) => {
    const there = installed[path]
    if (path === '' || there?.version === version) return true
    return there === undefined && Boolean(optional || devOptional || peer)
  })
}

/**
 * Installs exactly what package-lock.json says, each package checked against its hash, or nothing.
 * @param {string} root
 */
export async function installPackages(root) {
  process.stderr.write('… installing packages (once, about a minute)\n')
  // --include=dev: with NODE_ENV=production npm would omit the tools that run next.
  const options = ['--include=dev', '--no-audit', '--no-fund']
  const { ok, output } = await runNpm(['ci', ...options], root)
  if (!ok || !packagesAreThere(root)) {
    const words = output.split('\n').slice(0, 8).join('\n').trim()
    // Resolving what the lock file lacks would install packages that nobody has reviewed.
    const advice = output.includes('EUSAGE')
      ? 'package.json and package-lock.json do not match: run `npm install` and review its changes.'
      : 'check the network and run this again.'
    throw new Error(`${words}\nThe npm packages could not be installed: ${advice}`)
  }
  process.stderr.write('✓ packages\n')
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }> | undefined}
 */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined // missing, or truncated by an interrupted install: not a usable record
  }
}
