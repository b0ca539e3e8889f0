import { dirname } from 'node:path'
import { defineConfig } from 'vitest/config'

/** One failing test, with the set-up of all others. */
export default defineConfig({
  test: {
    root: dirname(dirname(dirname(import.meta.dirname))),
    include: ['test/tools/failing/a-failure.ts'],
    setupFiles: ['test/setup.ts'],
  },
})
