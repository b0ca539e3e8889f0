import type { Kind } from '../media/model.ts'

/** What a page in the middle of a call goes back to after a refresh. */
export type ComeBack = { readonly kinds: readonly Kind[]; readonly isMuted: boolean; readonly isConsenting: boolean }

/** How this tab got here. It survives a refresh, and nothing of it is in the address bar. */
export type Entry = {
  readonly token: string
  readonly device: string
  readonly hasJoined?: boolean
  readonly comeBack?: ComeBack
  /** A window that was opened out of the call, to take it over (webhooks/join/agent.ts). */
  readonly isMovingIn?: boolean
}

/**
 * Takes the token out of the address and keeps it in the history entry, which a refresh brings back and no other page,
 * screenshot or referrer shows. `device` names this tab towards the server: a second tab is a second device.
 *
 * @param home the address to show instead, without a token in it
 * @returns undefined where there is no token, e.g. somebody typed the address
 */
export function readEntry(home: string): Entry | undefined {
  const kept: unknown = history.state
  const token = /^\/j\/([\w-]{20,})$/.exec(location.pathname)?.[1]
  if (!token) return isEntry(kept) ? kept : undefined
  const entry = { token, device: newDevice() }
  const isMovingIn = location.hash === '#move'
  replace(entry, home)
  return { ...entry, isMovingIn }
}

let newest: Entry | undefined

export function keepEntry(entry: Entry): void {
  newest = entry
  replace({ ...entry, ...(isAtStop() && { isStop: true }) })
}

/** The same into another history entry of this page. */
export const keepAgain = (): void => {
  if (newest) keepEntry(newest)
}

/** A second history entry of the same page: "Back" leads from it to the first one, and not out of a call. */
export function addStop(): void {
  try {
    history.pushState({ ...history.state, isStop: true }, '')
  } catch {
    // As below: then "Back" leads out.
  }
}

export const isAtStop = (): boolean => {
  const kept: unknown = history.state
  return isEntry(kept) && 'isStop' in kept
}

/** Safari refuses the hundredth change in 30 s, and a page without storage may refuse the first: only a refresh suffers. */
function replace(entry: object, url?: string): void {
  try {
    history.replaceState(entry, '', url)
  } catch {
    // The token stays in the address, and leads back to the welcome.
  }
}

const isEntry = (kept: unknown): kept is Entry =>
  typeof kept === 'object' && kept !== null && 'token' in kept && 'device' in kept

/** `crypto.randomUUID` is for secure contexts only, and the page must be able to say that this is none. */
const newDevice = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(36)).join('')
