import type { Kind, Problem, Source } from '../../media/model.ts'

/** A problem that help is shown for. */
export type Trouble = { readonly what: Kind | 'both'; readonly why: Problem; readonly isTrying: boolean }

/** Keeps a problem on screen during a new try, so that the help does not disappear under the finger. */
export const problemAfter = (before: Problem | undefined, source: Source): Problem | undefined =>
  source.is === 'failed' ? source.why : source.is === 'asking' ? before : undefined

type Seen = { readonly source: Source; readonly problem: Problem | undefined }

/** Lists the problems. The same problem with both devices is one; else the microphone, which matters more, is first. */
export function troubles(camera: Seen, microphone: Seen): readonly Trouble[] {
  if (camera.problem !== undefined && camera.problem === microphone.problem)
    return [{ what: 'both', why: camera.problem, isTrying: isTrying(camera) || isTrying(microphone) }]
  return [
    ...(microphone.problem
      ? [{ what: 'microphone', why: microphone.problem, isTrying: isTrying(microphone) } as const]
      : []),
    ...(camera.problem ? [{ what: 'camera', why: camera.problem, isTrying: isTrying(camera) } as const] : []),
  ]
}

const isTrying = ({ source }: Seen) => source.is === 'asking'

export const kindsOf = (what: Trouble['what']): readonly Kind[] => (what === 'both' ? ['camera', 'microphone'] : [what])
