import type { late, texts } from '../../texts/en.json'

/** Every locale has exactly the keys of English; the compiler checks that. */
export type Texts = Readonly<Record<keyof typeof texts, string>>
export type TextKey = keyof Texts

/**
 * Rarely needed texts, in a file of their own: `coach…` for the customer, in the conversation's language; `refused…` by
 * the server's code.
 */
export type LateTexts = Readonly<Record<keyof typeof late, string>>
export type LateKey = keyof LateTexts
export type CoachKey = Extract<LateKey, `coach${string}`>
