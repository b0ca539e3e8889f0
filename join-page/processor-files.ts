import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** The library's own bundles lie beside its files; we bundle it ourselves. */
const isNeeded = (name: string) => /^tflite|\.tflite$|-worker\.js$/.test(name)

/**
 * Puts what `@twilio/video-processors` fetches at run time (model, WebAssembly, workers) into the build under processors/,
 * because nothing may come from elsewhere. The names are fixed in the library; src/call/processors.ts says where they lie.
 */
export function processorFiles(): Plugin {
  const entry = createRequire(import.meta.url).resolve('@twilio/video-processors')
  const folder = join(dirname(entry), '..', 'dist', 'build')
  return {
    name: 'processor-files',
    apply: 'build',
    generateBundle() {
      for (const name of readdirSync(folder).filter(isNeeded))
        this.emitFile({ type: 'asset', fileName: `processors/${name}`, source: readFileSync(join(folder, name)) })
    },
  }
}
