import type en from '../../texts/en.json'

/** Every locale has exactly the keys of English; the compiler checks that. */
export type Texts = Readonly<Record<keyof typeof en, string>>
