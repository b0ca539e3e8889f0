import { useEffect } from 'preact/hooks'
import { useApp } from '../app-context.ts'

/**
 * Reports the figures of the connection to the contact centre. Loads the code during the call, because it is not
 * urgent.
 */
export function useFigures(): void {
  const app = useApp()
  useEffect(() => {
    const startedAt = performance.now()
    let isOver = false
    let end: (() => void) | undefined
    import('../call/tell-figures.ts').then(
      ({ tellFigures }) => {
        if (!isOver) end = tellFigures(app, startedAt)
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
