import type * as Library from '@twilio/video-processors'
import type { VideoProcessor } from 'twilio-video'
import type { Background } from './model.ts'
import { drawPicture } from './pictures.ts'

type Drawn = Exclude<Background, { kind: 'none' }>

/** The path of the model, its engine and the workers in the build. */
const assetsPath = '/j/processors/'

/** The longest wait for a worker (ms). A worker that cannot load reports nothing. */
const patience = 15_000

/**
 * Fetches the background's program and model (3 MB), only when a background is chosen. Runs it in a worker, so that it
 * does not block the page, or on the main thread where a browser or a proxy does not allow the worker.
 * @throws if a part does not arrive, or does not run in this browser
 */
export async function makeProcessor(background: Drawn): Promise<VideoProcessor> {
  const loaded: unknown = await import('@twilio/video-processors')
  const isWrapped = typeof loaded === 'object' && loaded !== null && 'default' in loaded
  // The package is CommonJS, which the bundler exports as `default`; its types describe the exports themselves.
  const library = (isWrapped ? loaded.default : loaded) as typeof Library
  const image = background.kind === 'picture' ? await imageOf(background.picture) : undefined
  const load = async (useWebWorker: boolean) => {
    const options = { assetsPath, useWebWorker }
    const processor = image
      ? new library.VirtualBackgroundProcessor({ ...options, backgroundImage: image })
      : new library.GaussianBlurBackgroundProcessor(options)
    await Promise.race([processor.loadModel(), tooLate()])
    return processor
  }
  // Only Chromium browsers can pass frames to workers.
  if (!('MediaStreamTrackProcessor' in window)) return load(false)
  return load(true).catch(() => load(false))
}

async function imageOf(picture: Parameters<typeof drawPicture>[0]): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = drawPicture(picture, 1280, 720)
  await image.decode()
  return image
}

const tooLate = () =>
  new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error('The background did not load in time')), patience),
  )

/** Whether this device can draw backgrounds: they need WebGL 2 off screen. Phones could, but get hot and slow. */
export function canDrawBackgrounds(isPhone: boolean): boolean {
  if (isPhone || typeof OffscreenCanvas === 'undefined' || typeof WebAssembly === 'undefined') return false
  return new OffscreenCanvas(1, 1).getContext('webgl2') !== null
}
