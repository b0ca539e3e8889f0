import * as React from 'react'

/** A board with bars. Drawn here for the reason given in `video-icon.tsx`. */
export function SupervisorIcon() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path fill="none" stroke="currentColor" strokeWidth="2" d="M3 4h14v10H3zM7 17h6M7 11V9M10 11V7M13 11v-1" />
    </svg>
  )
}
