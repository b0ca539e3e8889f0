import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Joining } from './joining.tsx'

/** Fetched while the person chooses devices; a browser fetches a module once, however often it is asked for. */
export const fetchRoom = () => import('../room/index.ts')

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

/** The room is a chunk of its own, with its style: the first screen does not wait for it. */
export function LateRoom() {
  const [Room, setRoom] = useState<ComponentType>()
  useEffect(() => {
    fetchRoom().then((fetched) => setRoom(() => fetched.Room), refresh)
  }, [])
  return Room ? <Room /> : <Joining />
}
