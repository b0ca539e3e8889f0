import { defineConfig } from 'vite'

/** Escalate itself serves everything under /supervisor/; nothing comes from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/supervisor/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // A locale is one object, not an export for each text.
  json: { namedExports: false, stringify: false },
  build: { outDir: 'dist', emptyOutDir: true, manifest: true, target: 'es2022', assetsInlineLimit: 0 },
})
