import type { Browser, Journey } from './model.ts'

/** A page that has heard nothing yet, and whose person has done nothing yet. */
export const atStart = (browser: Browser): Journey => ({
  screen: { is: 'loading' },
  browser,
  server: undefined,
  isConsenting: false,
  isWanting: false,
  isAsking: false,
  isComingBack: false,
  isMovingIn: false,
  hasJoined: false,
  notice: undefined,
})
