import { useApp } from '../app-context.ts'
import { Sound } from './sound.tsx'

/** Everybody is heard, also those whom the layout has no place for. */
export function Sounds() {
  const { others } = useApp().call.view.value
  return <>{others.map(({ sid, sound }) => sound && <Sound key={sid} of={sound} />)}</>
}
