import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const kinds = /\.(?:css|js|json|svg|tflite|wasm)$/
/** Smaller files fit into one packet uncompressed. */
const leastBytes = 1_024
/** Above this size Brotli's best quality takes many seconds, so a lower quality is used. */
const largeBytes = 1_000_000

const asGzip = promisify(gzip)
const asBrotli = promisify(brotliCompress)

/**
 * Writes `.br` and `.gz` beside every file of a build that compression makes smaller. The server sends them
 * (webhooks/built-files.ts).
 */
export async function compressFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.flatMap((each) =>
    each.isFile() && kinds.test(each.name) ? [join(each.parentPath, each.name)] : [],
  )
  await Promise.all(paths.map(compressFile))
}

async function compressFile(path: string): Promise<void> {
  const content = await readFile(path)
  if (content.length < leastBytes) return
  const [br, gz] = await Promise.all([
    asBrotli(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: content.length > largeBytes ? 9 : constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    asGzip(content, { level: constants.Z_BEST_COMPRESSION }),
  ])
  await Promise.all([
    br.length < content.length && writeFile(`${path}.br`, br),
    gz.length < content.length && writeFile(`${path}.gz`, gz),
  ])
}
