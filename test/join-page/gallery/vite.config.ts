import { join } from 'node:path'
import { defineConfig } from 'vite'
import joinPage from '../../../join-page/vite.config.ts'

const root = import.meta.dirname
const page = joinPage({ command: 'build', mode: 'production' })
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
  "media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self'"

/**
 * Every state of the join page without a server: `npx vite test/join-page/gallery`, then
 * `?state=dead-expired&locale=ja` (states.ts names them all, query.ts the rest). The build is shown under the page's
 * own strict policy.
 */
export default defineConfig({
  ...page,
  root,
  base: '/',
  plugins: [],
  build: { ...page.build, rolldownOptions: {}, outDir: join(root, 'dist'), target: 'es2022' },
  server: { fs: { allow: [join(root, '..', '..', '..')] } },
  preview: { headers: { 'content-security-policy': policy } },
})
