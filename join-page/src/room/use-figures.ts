import { useEffect } from 'preact/hooks'
import { useApp } from '../app-context.ts'

/** The contact centre hears what the connection was like, in numbers. Nobody waits for that, so it is fetched in the call. */
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
      // On a line that brings no file the call goes on without figures.
      () => undefined,
    )
    return () => {
      isOver = true
      end?.()
    }
  }, [])
}
