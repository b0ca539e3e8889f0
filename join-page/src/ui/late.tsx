import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/**
 * Makes a component that lives in a chunk of its own, because most people see it late or never.
 *
 * @param fetch loads the component; a browser fetches a module only once
 * @param Meanwhile is shown until the component is loaded
 * @param lost does something about one that cannot be fetched
 */
export function late<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
  Meanwhile: ComponentType,
  lost: () => void = refresh,
) {
  return function Late(props: Props) {
    const [Fetched, setFetched] = useState<ComponentType<Props>>()
    useEffect(() => {
      fetch().then((fetched) => setFetched(() => fetched), lost)
    }, [])
    return Fetched ? <Fetched {...props} /> : <Meanwhile />
  }
}

/**
 * A new release took the old one's parts away, or the network is gone. The refreshed page comes back into the call; one
 * that was just refreshed for this takes a breath first.
 */
function refresh(): void {
  if (!navigator.onLine) {
    addEventListener('online', refresh, { once: true })
    return
  }
  const [arrival] = performance.getEntriesByType('navigation')
  const isRefreshed = arrival !== undefined && 'type' in arrival && arrival.type === 'reload'
  setTimeout(() => location.reload(), isRefreshed ? 5_000 : 0)
}
