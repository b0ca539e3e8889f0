import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { defineConfig } from 'vitest/config'
import SetOrder from './set-order.ts'
import { sets } from './sets.ts'

export default defineConfig({
  test: {
    root: dirname(import.meta.dirname),
    projects: sets.map(({ name, include, exclude = [], isolate }) => ({
      test: { name, include: [...include], exclude: [...exclude, '**/node_modules/**'], isolate },
    })),
    environment: 'node',
    // Processes, not threads: tests start and signal programs of their own.
    pool: 'forks',
    // All sets share these workers. A test of the whole stack mostly waits, so two cores carry three of them.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: SetOrder },
    setupFiles: ['test/setup.ts'],
    // One generous limit: a busy machine is no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 10_000,
    // A second, the default, is nothing for a browser on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    unstubGlobals: true,
    unstubEnvs: true,
    allowOnly: false,
    passWithNoTests: false,
    dangerouslyIgnoreUnhandledErrors: false,
  },
})
