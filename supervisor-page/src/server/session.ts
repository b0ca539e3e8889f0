import { type ReadonlySignal, signal } from '@preact/signals'

/** Who is signed in: a Flex token, in memory, and for a refresh of this tab in its session storage; nowhere else. */
export type Session = {
  readonly token: ReadonlySignal<string | undefined>
  /** The server did not take it (any more). */
  readonly end: () => void
}

const key = 'escalate.supervisor'

/** Takes a token handed over as `#token=…` out of the address at once, before anything else can read or keep it. */
export function openSession(): Session {
  const handed = takeHanded()
  // Flex may hand a newer one to a page that is open already: only the part behind the `#` changes then.
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

/** Storage throws where it is switched off: then the token lives as long as the page. */
function keep(token: string | undefined): void {
  try {
    if (token) sessionStorage.setItem(key, token)
    else sessionStorage.removeItem(key)
  } catch {
    // Nothing lost but the refresh.
  }
}

function kept(): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}
