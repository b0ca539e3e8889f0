import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ManifestChunk } from 'vite'
import { builtPage } from '../../tools/page-build.ts'

const mostKiB = 60

/** What is loaded before the camera step: the entry, what it imports at once, and its styles. The rest comes later. */
export async function pageSize(page?: string) {
  const dist = page ?? (await builtPage())
  // Vite's own format, whose version is pinned.
  const manifest = JSON.parse(await readFile(join(dist, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    ManifestChunk
  >
  const first = new Set<string>()
  const walk = (name: string) => {
    const chunk = manifest[name]
    if (!chunk || first.has(chunk.file)) return
    for (const file of [chunk.file, ...(chunk.css ?? [])]) first.add(file)
    chunk.imports?.forEach(walk)
  }
  for (const [name, chunk] of Object.entries(manifest)) if (chunk.isEntry) walk(name)
  if (first.size === 0) throw new Error('The manifest of the join page names no entry')

  const all = new Set(Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css]))
  const sized = async (files: Iterable<string>) =>
    Object.fromEntries(
      await Promise.all([...files].map(async (file) => [file, await gzipBytes(join(dist, file))] as const)),
    )
  const beforeCamera = await sized(first)
  const bytes = Object.values(beforeCamera).reduce((sum, each) => sum + each, 0)
  return {
    gzipKiB: Math.round((bytes / 1024) * 10) / 10,
    target: { gzipKiB: mostKiB },
    beforeCamera,
    later: await sized([...all].filter((file) => !first.has(file))),
  }
}

const gzipBytes = async (file: string): Promise<number> => gzipSync(await readFile(file)).length
