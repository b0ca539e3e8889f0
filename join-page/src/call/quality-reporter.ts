/** Milliseconds for which the quality must stay the same, so that a short disturbance is not reported. */
const lasting = 10_000

export type QualityReporter = {
  /** Takes the current quality: 0 (nothing gets through) to 5, or undefined while there is no measurement. */
  is(quality: number | undefined): void
  stop(): void
}

/** Reports the quality once, and then each lasting change. Weak is below 3, where a call becomes uncomfortable. */
export function createQualityReporter(report: (isWeak: boolean) => void): QualityReporter {
  let reported: boolean | undefined
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
      if (isWeak === reported) return
      const timer = setTimeout(() => {
        next = undefined
        reported = isWeak
        report(isWeak)
      }, lasting)
      next = { isWeak, timer }
    },
    stop,
  }
}
