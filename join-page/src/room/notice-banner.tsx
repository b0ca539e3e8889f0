import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { noticeWords } from './notice-words.ts'
import { useRoomUi } from './room-ui.ts'

/** The newest notice, until the user closes it. */
export function NoticeBanner() {
  const { call, journey, texts } = useApp()
  const { notice } = useRoomUi()
  const t = texts.value
  if (!notice.value) return null
  const { tone, text } = noticeWords(notice.value, journey.value.server, t)
  const close = () => {
    notice.value = undefined
  }
  const unmute = () => {
    call.mute(false)
    close()
  }
  const actions = (
    <>
      {notice.value.is === 'muted-by-agent' && (
        <Button action="unmute" kind="primary" icon="mic" onClick={unmute}>
          {t.unmute}
        </Button>
      )}
      <Button action="dismiss" kind="quiet" icon="close" isLabelHidden class="notice-close" onClick={close}>
        {t.dismiss}
      </Button>
    </>
  )
  return (
    <Notice tone={tone} actions={actions}>
      {text}
      <Announced text={text} isUrgent={tone === 'error'} />
    </Notice>
  )
}
