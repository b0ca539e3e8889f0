import { useApp } from '../app-context.ts'
import { Sound } from './sound.tsx'

/** Plays the sound of all participants, also of those without a tile. */
export function Sounds() {
  const { others } = useApp().call.view.value
  return <>{others.map(({ sid, sound }) => sound && <Sound key={sid} of={sound} />)}</>
}
