import type { late } from './en.ts'

export type LateTexts = { readonly [Key in keyof typeof late]: string }
export type LateKey = keyof LateTexts
export type CoachKey = Extract<LateKey, `coach${string}`>
