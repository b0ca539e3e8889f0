import { join } from 'node:path'
import { defineConfig } from 'vite'

const here = import.meta.dirname
const nodeGlobals = join(here, 'node-globals.js')

/** Builds one classic script with everything in it. tools/flex-shell.ts runs the build once. */
export default defineConfig({
  root: here,
  define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
  resolve: { alias: { path: 'path-browserify' }, mainFields: ['browser', 'module', 'main'] },
  build: {
    target: 'es2022',
    sourcemap: false,
    reportCompressedSize: false,
    lib: { entry: join(here, 'entry.cjs'), formats: ['iife'], name: 'flexShell', fileName: () => 'flex-shell.js' },
    rolldownOptions: { transform: { inject: { Buffer: [nodeGlobals, 'Buffer'], process: [nodeGlobals, 'process'] } } },
  },
})
