/** What may happen to a call with streams. */
export const moves = [
  'accept',
  'transfer warm',
  'transfer cold',
  'cancel transfer',
  'agent leaves',
  'agent drops',
  'customer leaves',
  'hold',
  'unhold',
  'flag',
  'third joins',
  'third leaves',
  'out',
  'back',
  'repeat',
  'redis lost',
] as const
export type Move = { readonly move: (typeof moves)[number]; readonly afterMs: number; readonly isTold: boolean }
