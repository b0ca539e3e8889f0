import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { defineConfig } from 'vitest/config'
import SetOrder from './set-order.ts'
import { sets } from './sets.ts'

export default defineConfig({
  test: {
    root: dirname(import.meta.dirname),
    projects: sets.map(({ name, include, exclude = [], isolate, isWaiting = false }) => ({
      test: {
        name,
        include: [...include],
        exclude: [...exclude, '**/node_modules/**'],
        isolate,
        // Sets of one group share their workers. A browser keeps a core busy; a test of processes mostly waits.
        sequence: { groupOrder: isWaiting ? 1 : 0 },
        maxWorkers: availableParallelism() * (isWaiting ? 2 : 1),
      },
    })),
    environment: 'node',
    // Processes, not threads: tests start and signal programs of their own.
    pool: 'forks',
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
