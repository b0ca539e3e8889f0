import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, preview } from 'vite'

/** The gallery, built and served for the duration of a test. */
export async function openGallery(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'escalate-gallery-'))
  const given = { configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'silent' } as const
  await build({ ...given, build: { outDir, emptyOutDir: true } })
  const server = await preview({ ...given, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
  const [url] = server.resolvedUrls?.local ?? []
  if (!url) throw new Error('The gallery has no address')
  return {
    url,
    close: async () => {
      await server.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}
