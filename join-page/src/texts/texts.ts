import type { devices } from './en/devices.ts'
import type { en } from './en/index.ts'
import type { outside } from './en/outside.ts'
import type { room } from './en/room.ts'

type WordsFor<English> = { readonly [Key in keyof English]: string }

/** Every locale has exactly the keys of English; the compiler checks that. */
export type Texts = WordsFor<typeof en>

/** The three parts of the texts, one file each. */
export type OutsideTexts = WordsFor<typeof outside>
export type DeviceTexts = WordsFor<typeof devices>
export type RoomTexts = WordsFor<typeof room>
