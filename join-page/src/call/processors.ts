import type * as Library from '@twilio/video-processors'
import type { VideoProcessor } from 'twilio-video'
import type { Background } from './model.ts'
import { drawPicture } from './pictures.ts'

type Drawn = Exclude<Background, { kind: 'none' }>

/** The model, its engine and the workers; the build puts them beside the page. */
const assetsPath = '/j/processors/'

/** A worker that cannot load says nothing at all, so it is not waited for longer (ms). */
const patience = 15_000

/**
 * Fetches the background's program and model, 3 MB: only for those who want it. It runs in a worker, where it does not hold
 * up the page; where a browser or a proxy does not allow the worker, beside the page.
 * @throws when any of it does not arrive, or does not run in this browser
 */
export async function makeProcessor(background: Drawn): Promise<VideoProcessor> {
  const loaded: unknown = await import('@twilio/video-processors')
  const isWrapped = typeof loaded === 'object' && loaded !== null && 'default' in loaded
  // The package is CommonJS, which the bundler hands over as `default`; its types speak of the inside.
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
  // Only browsers that are built on Chromium hand frames over to workers.
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

/** The program draws with WebGL 2 off screen. Phones could, but get hot and slow. */
export function canDrawBackgrounds(isPhone: boolean): boolean {
  if (isPhone || typeof OffscreenCanvas === 'undefined' || typeof WebAssembly === 'undefined') return false
  return new OffscreenCanvas(1, 1).getContext('webgl2') !== null
}
