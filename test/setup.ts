import { format } from 'node:util'
import { afterAll, afterEach, beforeEach } from 'vitest'
import { testBegins, whatWasSeen } from './support/witnesses.ts'

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const

// Nobody reads a test that prints. A test that expects output spies on the console itself.
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

// The witnesses' output is reported as a second error, below the failure itself.
beforeEach(testBegins)
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  const seen = await whatWasSeen()
  if (seen.length > 0) throw Object.assign(new Error(seen.join('\n')), { name: 'Seen', stack: '' })
})
