import { useEffect, useRef } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import type { Kind } from '../../media/model.ts'

/** Says when camera and microphone have started. That they fail, the help says; that they are off, the pressed button. */
export function DeviceNews() {
  return (
    <>
      <News kind="camera" />
      <News kind="microphone" />
    </>
  )
}

function News({ kind }: { readonly kind: Kind }) {
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
