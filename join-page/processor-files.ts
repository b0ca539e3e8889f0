import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** Leaves out the library's own bundles in the same folder, because this build bundles the library itself. */
const isNeeded = (name: string) => /^tflite|\.tflite$|-worker\.js$/.test(name)

/**
 * Copies the files that `@twilio/video-processors` fetches at run time (model, WebAssembly, workers) into the build
 * under processors/, because the page loads nothing from elsewhere. The library fixes the names; src/call/processors.ts
 * sets the path.
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
