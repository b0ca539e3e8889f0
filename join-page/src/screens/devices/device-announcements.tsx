import { useEffect, useRef } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import type { Kind } from '../../media/model.ts'

/**
 * Announces when camera and microphone start or pause. The help announces failures, and the pressed button says that
 * they are off.
 */
export function DeviceAnnouncements() {
  return (
    <>
      <Announcement kind="camera" />
      <Announcement kind="microphone" />
    </>
  )
}

function Announcement({ kind }: { readonly kind: Kind }) {
  const { media, texts, announce } = useApp()
  const { is } = media[kind].value
  const before = useRef(is)
  useEffect(() => {
    if (is === 'on' && before.current !== 'on') announce(texts.value[kind === 'camera' ? 'cameraOn' : 'microphoneOn'])
    if (is === 'interrupted')
      announce(texts.value[kind === 'camera' ? 'cameraPaused' : 'microphonePaused'], kind === 'microphone')
    before.current = is
  }, [is])
  return null
}
