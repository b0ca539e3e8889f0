import { type Signal, signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Corner } from './corner.ts'

export type DialogName = 'leave' | 'more' | 'settings' | 'background' | 'end' | 'remove' | 'trouble'

/** A single event that is shown as a notice. A new notice replaces the old one. */
export type RoomNotice =
  | { readonly is: 'muted-by-agent' | 'share-taken' | 'share-refused' | 'background-failed' | 'pop-out-blocked' }
  | { readonly is: 'customer-muted' | 'customer-removed' | 'link-sent' }
  | { readonly is: 'command-failed'; readonly code: string }

/** State that the room's components share among themselves. */
export type RoomUi = {
  readonly dialog: Signal<DialogName | undefined>
  readonly notice: Signal<RoomNotice | undefined>
  readonly corner: Signal<Corner>
  /** Elements whose sound the browser blocks until a press. */
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
  if (!ui) throw new Error('A component of the room was rendered outside the room')
  return ui
}
