import type { devices } from './en/devices.ts'
import type { en } from './en/index.ts'
import type { outside } from './en/outside.ts'
import type { room } from './en/room.ts'

type WordsFor<English> = { readonly [Key in keyof English]: string }

/** English is the measure: every locale has exactly its keys, the compiler counts them. */
export type Texts = WordsFor<typeof en>

/** Its three parts, a file each. */
export type OutsideTexts = WordsFor<typeof outside>
export type DeviceTexts = WordsFor<typeof devices>
export type RoomTexts = WordsFor<typeof room>
