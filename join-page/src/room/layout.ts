import type { CallView, Person } from '../call/model.ts'

export type Slot = { readonly person: Person; readonly shows: 'camera' | 'screen' }

export type Layout = {
  /** `alone`: nobody else yet. `pair`: one big picture. `grid`: everybody alike. `focus`: a screen, and faces beside it. */
  readonly is: 'alone' | 'pair' | 'grid' | 'focus'
  readonly main: readonly Slot[]
  readonly side: readonly Slot[]
  /** Where one sees oneself: over the big picture, or as one among the others. */
  readonly self: 'corner' | 'among'
}

/** More faces than this are too small to see. Whoever shares or is needed comes first in the view. */
const most = 8

/** Who is seen where. Pure; the view's order is kept, so that nobody jumps about. */
export function layoutOf({ others, sharer }: Pick<CallView, 'others' | 'sharer'>): Layout {
  const faces = others.slice(0, most).map((person): Slot => ({ person, shows: 'camera' }))
  // One's own screen is already in front of one; shown again it would be a hall of mirrors.
  if (sharer && !sharer.isMe)
    return { is: 'focus', main: [{ person: sharer, shows: 'screen' }], side: faces, self: 'among' }
  if (faces.length === 0) return { is: 'alone', main: [], side: [], self: 'corner' }
  if (faces.length === 1) return { is: 'pair', main: faces, side: [], self: 'corner' }
  return { is: 'grid', main: faces, side: [], self: 'among' }
}
