import type * as Video from 'twilio-video'

/** The part of twilio-video that a call uses. */
export type Sdk = Pick<typeof Video, 'connect' | 'LocalAudioTrack' | 'LocalVideoTrack'>

/**
 * Fetches twilio-video once. The next call repeats a failed download, because a phone on a train may have a connection
 * again a moment later.
 */
export function sdkLoader(load: () => Promise<unknown> = () => import('twilio-video')): () => Promise<Sdk> {
  let loading: Promise<Sdk> | undefined
  return () => {
    loading ??= load().then(exportsOf, (problem: unknown) => {
      loading = undefined
      throw problem
    })
    return loading
  }
}

/** The package is CommonJS, whose exports a bundler provides as `default`. */
function exportsOf(loaded: unknown): Sdk {
  const isWrapped = typeof loaded === 'object' && loaded !== null && 'default' in loaded
  // A module's types cannot be seen at run time; this is the pinned package's entry.
  return (isWrapped ? loaded.default : loaded) as Sdk
}
