import { type ReadonlySignal, signal } from '@preact/signals'

/** The signed-in user's Flex token, in memory and, for a refresh of this tab, in its session storage; nowhere else. */
export type Session = {
  readonly token: ReadonlySignal<string | undefined>
  /** Signs out, e.g. because the server refused the token. */
  readonly end: () => void
}

const key = 'escalate.supervisor'

/**
 * Opens the session. Removes a token `#token=…` from the address at once, before anything else can read or store it.
 */
export function openSession(): Session {
  const handed = takeHanded()
  // Flex may pass a newer token to an open page; then only the fragment changes.
  addEventListener('hashchange', () => {
    if (takeHanded()) location.reload()
  })
  const token = signal(handed ?? kept())
  return {
    token,
    end() {
      keep(undefined)
      token.value = undefined
    },
  }
}

function takeHanded(): string | undefined {
  const handed = new URLSearchParams(location.hash.slice(1)).get('token')
  if (!handed) return undefined
  history.replaceState(null, '', location.pathname)
  keep(handed)
  return handed
}

/** Stores the token. Storage throws if it is switched off; then the token lasts as long as the page. */
function keep(token: string | undefined): void {
  try {
    if (token) sessionStorage.setItem(key, token)
    else sessionStorage.removeItem(key)
  } catch {
    // Only a refresh then needs a new sign-in.
  }
}

function kept(): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}
