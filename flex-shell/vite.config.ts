import { join } from 'node:path'
import { defineConfig } from 'vite'

const here = import.meta.dirname
const nodeGlobals = join(here, 'node-globals.js')

/** One classic script with everything in it. Built by tools/flex-shell.ts, once. */
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
