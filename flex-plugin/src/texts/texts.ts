import type { en } from './en.ts'

/** Every locale has exactly the keys of English; the compiler checks that. */
export type Texts = { readonly [Key in keyof typeof en]: string }
export type TextKey = keyof Texts
