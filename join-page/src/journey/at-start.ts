import type { Browser, Journey } from './model.ts'

/** The journey before the first event. */
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
