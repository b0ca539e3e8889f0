import type { Source } from '../../media/model.ts'
import type { Texts } from '../../texts/texts.ts'

export type WayIn = {
  readonly action: 'join' | 'join-without-camera'
  readonly label: keyof Texts & ('join' | 'joinWithoutCamera' | 'joinToListen')
}

/** Lists the join buttons, the best one first. There is always one, because no failed device may keep anybody out. */
export function waysIn(camera: Source, microphone: Source): readonly [WayIn, ...WayIn[]] {
  if (hasHope(camera))
    return [
      { action: 'join', label: 'join' },
      { action: 'join-without-camera', label: 'joinWithoutCamera' },
    ]
  return [{ action: 'join-without-camera', label: hasHope(microphone) ? 'joinWithoutCamera' : 'joinToListen' }]
}

/** Whether the device is on or may still start: a track that arrives after the press also goes into the call. */
const hasHope = ({ is }: Source) => is === 'on' || is === 'interrupted' || is === 'asking'
