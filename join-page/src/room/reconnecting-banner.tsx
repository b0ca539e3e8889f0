import { useRef } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { useIsBlocked } from '../network/use-is-blocked.ts'
import { useNow } from '../screens/devices/use-now.ts'
import { Notice } from '../ui/notice.tsx'

/** Milliseconds after which the text changes. */
const long = 12_000

/**
 * Shown while the user's own connection is lost: what happens next, and how long it has lasted. A blocked network has
 * its own banner.
 */
export function ReconnectingBanner() {
  const { call } = useApp()
  const isBlocked = useIsBlocked()
  return call.view.value.is === 'reconnecting' && !isBlocked ? <Reconnecting /> : null
}

function Reconnecting() {
  const t = useApp().texts.value
  const since = useRef(Date.now())
  const passed = Math.max(0, useNow(1_000) - since.current)
  const time = (
    <span class="reconnecting-time" aria-hidden="true">
      <span class="spinner" />
      {clock(passed)}
    </span>
  )
  return (
    <Notice tone="warning" title={t.reconnectingTitle} actions={time}>
      {passed > long ? t.reconnectingLong : t.reconnectingLead}
    </Notice>
  )
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
