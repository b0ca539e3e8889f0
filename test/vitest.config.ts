import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { defineConfig } from 'vitest/config'
import SetOrder from './set-order.ts'
import { filesPerCore, sets } from './sets.ts'

export default defineConfig({
  test: {
    root: dirname(import.meta.dirname),
    projects: sets.map(({ name, include, exclude = [], isolate, load }) => ({
      test: {
        name,
        include: [...include],
        exclude: [...exclude, '**/node_modules/**'],
        isolate,
        // Sets with the same load share their workers; one load runs after the other.
        sequence: { groupOrder: Object.keys(filesPerCore).indexOf(load) },
        maxWorkers: Math.ceil(availableParallelism() * filesPerCore[load]),
      },
    })),
    environment: 'node',
    // Processes, not threads: tests start and signal programs of their own.
    pool: 'forks',
    sequence: { sequencer: SetOrder },
    setupFiles: ['test/setup.ts'],
    // One generous limit: a slow machine is no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 10_000,
    // The default, one second, is too short for a browser on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    unstubGlobals: true,
    unstubEnvs: true,
    allowOnly: false,
    passWithNoTests: false,
    dangerouslyIgnoreUnhandledErrors: false,
  },
})
