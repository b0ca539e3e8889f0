import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** Too narrow for more than five buttons with labels: phones, and the agent's frame next to a chat. */
const query = '(max-width: 47.99rem)'

export function useNarrow(): boolean {
  const isNarrow = useSignal(matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const changed = () => {
      isNarrow.value = list.matches
    }
    list.addEventListener('change', changed)
    return () => list.removeEventListener('change', changed)
  }, [])
  return isNarrow.value
}
