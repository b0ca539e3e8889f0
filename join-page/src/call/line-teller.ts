/** A hiccup is no news: this long (ms) the line has to stay as it is. */
const lasting = 10_000

export type LineTeller = {
  /** How the line is now: 0 (nothing gets through) to 5, or undefined while nobody measured. */
  is(quality: number | undefined): void
  stop(): void
}

/** Tells once how the line is, and then when that has changed for good: weak below 3, where a call stops being comfortable. */
export function createLineTeller(tell: (isWeak: boolean) => void): LineTeller {
  let told: boolean | undefined
  let next: { readonly isWeak: boolean; readonly timer: ReturnType<typeof setTimeout> } | undefined
  const stop = () => {
    clearTimeout(next?.timer)
    next = undefined
  }
  return {
    is(quality) {
      if (quality === undefined) return
      const isWeak = quality < 3
      if (isWeak === next?.isWeak) return
      stop()
      if (isWeak === told) return
      const timer = setTimeout(() => {
        next = undefined
        told = isWeak
        tell(isWeak)
      }, lasting)
      next = { isWeak, timer }
    },
    stop,
  }
}
