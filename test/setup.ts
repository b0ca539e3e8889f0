import { format } from 'node:util'
import { afterAll, afterEach } from 'vitest'

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const

// A test that prints is a test nobody reads any more. One that expects output spies on the console itself.
const stray: string[] = []
for (const method of METHODS) {
  console[method] = (...words: unknown[]) => {
    stray.push(`console.${method}: ${format(...words)}`)
  }
}

const failOnStrayOutput = () => {
  const lines = stray.splice(0)
  if (lines.length > 0) throw new Error(`Stray console output:\n${lines.join('\n')}`)
}

afterEach(failOnStrayOutput)
afterAll(failOnStrayOutput)
