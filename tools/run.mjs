#!/usr/bin/env node
// node tools/run.mjs <file.ts> [arguments]
// The entry point of all commands: works with any Node >= 20 and nothing installed, fetches what is missing, then
// starts the pinned Node, which runs TypeScript directly. stdout belongs to the program; progress goes to stderr.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from './lock.mjs'
import { installNode, nodeIsThere, pinnedNode } from './node-binary.mjs'
import { installPackages, packagesAreThere } from './packages.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const programArguments = process.argv.slice(2)

try {
  if (programArguments.length === 0) throw new Error('Usage: node tools/run.mjs <file.ts> [arguments]')
  if (!packagesAreThere(root) || !nodeIsThere(root)) {
    await withLock(join(root, '.escalate', 'install.lock'), async () => {
      if (!packagesAreThere(root)) await installPackages(root)
      if (!nodeIsThere(root)) await installNode(root)
    })
  }
  handOver(pinnedNode(root))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}

/** @param {string} node */
function handOver(node) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].filter(Boolean).join(delimiter)
  const child = spawn(node, programArguments, { stdio: 'inherit', env: { ...process.env, PATH: path } })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // In a terminal Ctrl-C already reaches the child. A second signal would mean "stop at once".
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    })
  }
  // npm runs this file through a shell that dies of a signal without passing it on. The shell's death then counts as
  // the signal.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 250).unref()
  }
  child.on('error', (error) => {
    process.stderr.write(`Node 24 does not start here (${error.message}): install Node 24 and run this again.\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)))
}
