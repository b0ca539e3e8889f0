import { spawn } from 'node:child_process'

/**
 * Runs npm and returns its output instead of showing it.
 * @param {string[]} words
 * @param {string} cwd
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runNpm(words, cwd) {
  // Under `npm run …` this is the running npm, which also works if npm is not on PATH.
  const own = process.env.npm_execpath
  const [command, first] = own?.endsWith('npm-cli.js') ? [process.execPath, [own]] : ['npm', []]
  return runQuietly(command, [...first, ...words, '--loglevel=error', '--no-progress'], cwd)
}

/**
 * Runs a command and returns its output instead of showing it.
 * @param {string} command
 * @param {string[]} words
 * @param {string} cwd
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runQuietly(command, words, cwd) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output += text
      })
    }
    child.on('error', (error) => resolve({ ok: false, output: `${command}: ${error.message}\n` }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}
