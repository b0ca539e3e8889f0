import type { Source } from '../../media/model.ts'
import type { Texts } from '../../texts/texts.ts'

export type WayIn = {
  readonly action: 'join' | 'join-without-camera'
  readonly label: keyof Texts & ('join' | 'joinWithoutCamera' | 'joinToListen')
}

/** The buttons that lead into the call, the best one first. There is always one: nothing that fails here may hold anybody. */
export function waysIn(camera: Source, microphone: Source): readonly [WayIn, ...WayIn[]] {
  if (hasHope(camera))
    return [
      { action: 'join', label: 'join' },
      { action: 'join-without-camera', label: 'joinWithoutCamera' },
    ]
  return [{ action: 'join-without-camera', label: hasHope(microphone) ? 'joinWithoutCamera' : 'joinToListen' }]
}

/** On, or still on its way: what comes after the press goes into the call as well. */
const hasHope = ({ is }: Source) => is === 'on' || is === 'interrupted' || is === 'asking'
