import * as React from 'react'

/** Two arrows, or a cross while a transfer is pending: pressing it cancels the transfer. */
export function TransferIcon({ isCalling }: { readonly isCalling: boolean }) {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      {isCalling ? (
        <path d="M5 5l10 10M15 5L5 15" />
      ) : (
        <path d="M3 7h12m-4-4l4 4-4 4M17 14H5m3-3l-3 3 3 3" strokeWidth="1.6" />
      )}
    </svg>
  )
}
