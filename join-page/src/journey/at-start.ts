import type { Browser, Journey } from './model.ts'

/** The journey before the first event. */
export const atStart = (browser: Browser): Journey => ({
  screen: { is: 'loading' },
  browser,
  server: undefined,
  isConsenting: false,
  isWanting: false,
  isAsking: false,
  askings: 0,
  isPersonSeen: false,
  isComingBack: false,
  isMovingIn: false,
  hasJoined: false,
  tries: 0,
  notice: undefined,
})
