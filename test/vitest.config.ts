import { dirname } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: dirname(import.meta.dirname),
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**', '**/node_modules/**'],
    environment: 'node',
    // Processes, not threads: tests start and signal programs of their own.
    pool: 'forks',
    setupFiles: ['test/setup.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    teardownTimeout: 10_000,
    allowOnly: false,
    passWithNoTests: false,
    dangerouslyIgnoreUnhandledErrors: false,
  },
})
