import { useSignal } from '@preact/signals'
import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** Says that the page removed the background by itself, because the real one is visible again. */
export function SlowBackground() {
  const { call, texts } = useApp()
  const t = texts.value
  const isRead = useSignal(false)
  if (!call.view.value.isBackgroundTooSlow) {
    isRead.value = false
    return null
  }
  if (isRead.value) return null
  const close = () => {
    isRead.value = true
  }
  const dismiss = (
    <Button action="dismiss" kind="quiet" icon="close" isLabelHidden class="notice-close" onClick={close}>
      {t.dismiss}
    </Button>
  )
  return (
    <Notice tone="warning" actions={dismiss}>
      {t.backgroundTooSlow}
      <Announced text={t.backgroundTooSlow} />
    </Notice>
  )
}
