import { defineConfig } from 'vite'

/** Escalate itself serves everything under /supervisor/; nothing comes from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/supervisor/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: 'dist', emptyOutDir: true, manifest: true, target: 'es2022', assetsInlineLimit: 0 },
})
