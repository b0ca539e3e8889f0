import { join } from 'node:path'
import { defineConfig } from 'vite'
import { noEval } from './no-eval.ts'
import { processorFiles } from './processor-files.ts'

const here = (path: string) => join(import.meta.dirname, path)

/**
 * Escalate itself serves everything under /j/; nothing comes from elsewhere. The SDK and the blur are separate chunks,
 * so that the first screen does not wait for them.
 */
export default defineConfig(({ isSsrBuild }) => ({
  root: import.meta.dirname,
  base: '/j/',
  // twilio-video is CommonJS for browsers and uses Node's `global`.
  define: { global: 'globalThis' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // A locale is one object, not an export for each text.
  json: { namedExports: false, stringify: false },
  plugins: isSsrBuild ? [] : [noEval(), processorFiles()],
  // The file that renders the first screen on the server includes its dependencies, because only that file is deployed.
  ssr: { noExternal: true },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: !isSsrBuild,
    target: 'es2020',
    assetsInlineLimit: 0,
    // A browser without preloading only fetches a moment later.
    modulePreload: { polyfill: false },
    ...(!isSsrBuild && { rolldownOptions: { input: ['index.html', 'src/early-press.ts'].map(here) } }),
  },
}))
