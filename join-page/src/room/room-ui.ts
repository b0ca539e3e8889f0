import { type Signal, signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Corner } from './corner.ts'

export type DialogName = 'leave' | 'more' | 'settings' | 'background' | 'end' | 'remove' | 'trouble'

/** Something that happened once and is worth a word. The newest takes the place of the one before. */
export type RoomNotice =
  | { readonly is: 'muted-by-agent' | 'share-taken' | 'share-refused' | 'background-failed' | 'pop-out-blocked' }
  | { readonly is: 'customer-muted' | 'customer-removed' | 'link-sent' }
  | { readonly is: 'command-failed'; readonly code: string }

/** What the room's parts show each other, and nobody else has to know. */
export type RoomUi = {
  readonly dialog: Signal<DialogName | undefined>
  readonly notice: Signal<RoomNotice | undefined>
  readonly corner: Signal<Corner>
  /** Elements whose sound the browser plays only after a press. */
  readonly refused: Signal<ReadonlySet<HTMLMediaElement>>
}

export const createRoomUi = (): RoomUi => ({
  dialog: signal(undefined),
  notice: signal(undefined),
  corner: signal('end-end'),
  refused: signal(new Set()),
})

export const RoomUiContext = createContext<RoomUi | undefined>(undefined)

export function useRoomUi(): RoomUi {
  const ui = useContext(RoomUiContext)
  if (!ui) throw new Error('A part of the room stands outside of it')
  return ui
}
