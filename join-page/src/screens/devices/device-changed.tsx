import { useRef } from 'preact/hooks'
import { fill } from '../../../../client-shared/fill.ts'
import { useApp } from '../../app-context.ts'
import type { DeviceChange } from '../../media/model.ts'
import { Announced } from '../../ui/announced.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useAfter } from '../../ui/use-after.ts'

/** Milliseconds to read the notice; it needs no action. */
const shownFor = 10_000

const looks = {
  microphone: { icon: 'mic', words: 'microphoneChanged' },
  speaker: { icon: 'speaker', words: 'speakerChanged' },
} as const

/** Says that the microphone or loudspeaker changed by itself. Ignores changes from before this screen. */
export function DeviceChanged() {
  const { media } = useApp()
  const before = useRef(media.changed.peek())
  const change = media.changed.value
  if (!change || change === before.current) return null
  return <Changed key={`${change.what} ${change.label}`} change={change} />
}

function Changed({ change: { what, label } }: { readonly change: DeviceChange }) {
  const { texts } = useApp()
  const t = texts.value
  const { icon, words } = looks[what]
  const text = fill(t[words], { device: label ?? t.usualDevice })
  if (useAfter(shownFor)) return null
  return (
    <Notice icon={icon}>
      {text}
      <Announced text={text} />
    </Notice>
  )
}
