import { type ReadonlySignal, signal } from '@preact/signals'

export type Route =
  | { readonly is: 'board' }
  | { readonly is: 'failures' }
  | { readonly is: 'numbers' }
  | { readonly is: 'escalation'; readonly id: string }

/** Reads the route from the address fragment, so that the browser's "Back" and "Forward" work. */
export function readRoute(hash: string): Route {
  const [, place = '', id = ''] = hash.split('/')
  if (place === 'failures' || place === 'numbers') return { is: place }
  return place === 'e' && id !== '' ? { is: 'escalation', id } : { is: 'board' }
}

export const addressOf = (route: Route): string => (route.is === 'escalation' ? `#/e/${route.id}` : `#/${route.is}`)

export function followRoute(): ReadonlySignal<Route> {
  const route = signal(readRoute(location.hash))
  addEventListener('hashchange', () => {
    route.value = readRoute(location.hash)
  })
  return route
}
