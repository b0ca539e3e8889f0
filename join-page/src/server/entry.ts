import type { Kind } from '../media/model.ts'

/** What a page needs to return to a call after a refresh. */
export type ComeBack = { readonly kinds: readonly Kind[]; readonly isMuted: boolean; readonly isConsenting: boolean }

/** The link and state of this tab. Survives a refresh, and is not in the address bar. */
export type Entry = {
  readonly token: string
  readonly device: string
  readonly hasJoined?: boolean
  readonly comeBack?: ComeBack
  /** Whether this window was opened to take the call over (webhooks/join/agent.ts). */
  readonly isMovingIn?: boolean
}

/**
 * Moves the token from the address to the history entry, which survives a refresh and appears in no other page,
 * screenshot or referrer. `device` names this tab to the server: a second tab is a second device.
 *
 * @param home the address to show instead, without a token
 * @returns undefined if there is no token, e.g. because somebody typed the address
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

/** Stores the entry in the current history entry. */
export function keepEntry(entry: Entry): void {
  newest = entry
  replace({ ...entry, ...(isAtStop() && { isStop: true }) })
}

/** Stores the newest entry in the current history entry as well. */
export const keepAgain = (): void => {
  if (newest) keepEntry(newest)
}

/** Adds a second history entry of the same page, so that "Back" leads to the first one and not out of a call. */
export function addStop(): void {
  try {
    history.pushState({ ...history.state, isStop: true }, '')
  } catch {
    // Refused as below; then "Back" leaves the page.
  }
}

/** Whether the current history entry is the one that `addStop` added. */
export const isAtStop = (): boolean => {
  const kept: unknown = history.state
  return isEntry(kept) && 'isStop' in kept
}

/**
 * Safari refuses the hundredth change in 30 s, and a page without storage may refuse the first. Only a refresh suffers.
 */
function replace(entry: object, url?: string): void {
  try {
    history.replaceState(entry, '', url)
  } catch {
    // The token stays in the address, which leads back to the welcome screen.
  }
}

const isEntry = (kept: unknown): kept is Entry =>
  typeof kept === 'object' && kept !== null && 'token' in kept && 'device' in kept

/** Avoids `crypto.randomUUID`, which needs a secure context: the page must still be able to say that there is none. */
const newDevice = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(36)).join('')
