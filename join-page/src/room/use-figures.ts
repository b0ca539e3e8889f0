import { useEffect } from 'preact/hooks'
import { useApp } from '../app-context.ts'

/**
 * Reports the figures of the connection to the contact centre. Loads the code in the call, because it is not urgent.
 */
export function useFigures(): void {
  const app = useApp()
  useEffect(() => {
    const startedAt = performance.now()
    let isOver = false
    let end: (() => void) | undefined
    import('../call/report-figures.ts').then(
      ({ reportFigures }) => {
        if (!isOver) end = reportFigures(app, startedAt)
      },
      // If the file does not load, the call goes on without figures.
      () => undefined,
    )
    return () => {
      isOver = true
      end?.()
    }
  }, [])
}
