import type { CallView, Participant } from '../call/model.ts'

export type Slot = { readonly participant: Participant; readonly shows: 'camera' | 'screen' }

export type Layout = {
  /**
   * `alone`: nobody else. `pair`: one big picture. `grid`: all the same size. `focus`: a screen with faces beside it.
   */
  readonly is: 'alone' | 'pair' | 'grid' | 'focus'
  readonly main: readonly Slot[]
  readonly side: readonly Slot[]
  /** The place of the self view: over the big picture, or among the other tiles. */
  readonly self: 'corner' | 'among'
}

/** More faces than this are too small to see. The view lists the most important participants first. */
const most = 8

/** Decides the place of each participant. Pure. Keeps the view's order, so that no tile moves. */
export function layoutOf({ others, sharer }: Pick<CallView, 'others' | 'sharer'>): Layout {
  const faces = others.slice(0, most).map((participant): Slot => ({ participant, shows: 'camera' }))
  // The user's own shared screen is not shown: it would contain itself again and again.
  if (sharer && !sharer.isMe)
    return { is: 'focus', main: [{ participant: sharer, shows: 'screen' }], side: faces, self: 'among' }
  if (faces.length === 0) return { is: 'alone', main: [], side: [], self: 'corner' }
  if (faces.length === 1) return { is: 'pair', main: faces, side: [], self: 'corner' }
  return { is: 'grid', main: faces, side: [], self: 'among' }
}
