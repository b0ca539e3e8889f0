import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/**
 * Makes a component from a separate chunk, because most users see it late or never.
 *
 * @param fetch loads the component; a browser fetches a module only once
 * @param Meanwhile is shown until the component has loaded
 * @param lost handles a failed download
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
 * Reloads the page after a failed download: a new release has replaced the old chunks or the network is down. The
 * reloaded page returns to the call. Waits first if the page was just reloaded.
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
