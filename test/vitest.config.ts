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
    // Browsers, Redis and four processes share the machine with whatever else runs there. Who waited in vain gets one more
    // chance, and the report says so; a wrong answer never does.
    retry: { count: 1, condition: /^Not seen within|^No moving picture|^Not on "|[Tt]imeout .*exceeded|timed out in/ },
    // A second, the default, is nothing for a browser on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    allowOnly: false,
    passWithNoTests: false,
    dangerouslyIgnoreUnhandledErrors: false,
  },
})
