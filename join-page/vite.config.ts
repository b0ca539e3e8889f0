import { defineConfig } from 'vite'
import { noEval } from './no-eval.ts'
import { processorFiles } from './processor-files.ts'

/**
 * Everything is served by Escalate itself under /j/; nothing comes from elsewhere. The SDK and the blur are in chunks of
 * their own, so that the first screen does not wait for them.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/j/',
  // twilio-video is CommonJS for browsers and asks for Node's `global`.
  define: { global: 'globalThis' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [noEval(), processorFiles()],
  build: { outDir: 'dist', emptyOutDir: true, manifest: true, target: 'es2020', assetsInlineLimit: 0 },
})
