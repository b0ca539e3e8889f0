import * as React from 'react'

export type VideoIconProps = { readonly isBusy: boolean; readonly isCalling: boolean }

/** Drawn here, because an icon of Flex's needs its design system, which is 440 KB. */
export function VideoIcon({ isBusy, isCalling }: VideoIconProps) {
  return (
    <svg
      className={isBusy ? 'escalate-busy' : isCalling ? 'escalate-calling' : undefined}
      width="20"
      height="20"
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      {isBusy ? (
        <path fill="none" stroke="currentColor" strokeWidth="2" d="M10 3a7 7 0 1 1-7 7" />
      ) : (
        <path
          fill="currentColor"
          d="M3.5 5h7A1.5 1.5 0 0 1 12 6.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 2 13.5v-7A1.5 1.5 0 0 1 3.5 5zM13 9l5-3v8l-5-3z"
        />
      )}
    </svg>
  )
}
