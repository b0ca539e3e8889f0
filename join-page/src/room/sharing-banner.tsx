import { useApp } from '../app-context.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** Reminds the participant that they are sharing their screen. */
export function SharingBanner() {
  const { call, texts } = useApp()
  const t = texts.value
  if (!call.view.value.sharer?.isMe) return null
  const stop = (
    <Button action="share-stop" onClick={() => call.stopSharing()}>
      {t.shareStop}
    </Button>
  )
  return <Notice tone="good" icon="screen" title={t.sharing} actions={stop} />
}
