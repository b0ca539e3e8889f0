import type { en } from './en.ts'

/** English is the measure: every locale has exactly its keys, the compiler counts them. */
export type Texts = { readonly [Key in keyof typeof en]: string }
export type TextKey = keyof Texts
