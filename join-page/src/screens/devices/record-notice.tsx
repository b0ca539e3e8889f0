import { useApp } from '../../app-context.ts'
import { Announced } from '../../ui/announced.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'

/**
 * Says that the call may be recorded, next to the button that agrees to it. Stands out if the server had no consent.
 */
export function RecordNotice() {
  const { journey, texts } = useApp()
  const t = texts.value
  const { server, notice } = journey.value
  if (notice === 'consent-needed')
    return (
      <div id="record-notice">
        <Notice tone="warning" icon="record" title={t.recordNeededTitle}>
          {t.recordNeeded}
          <Announced text={`${t.recordNeededTitle}. ${t.recordNeeded}`} isUrgent />
        </Notice>
      </div>
    )
  if (!server?.mayRecord) return null
  return (
    <p id="record-notice" class="record-notice">
      <Icon name="record" />
      <span>{server.role === 'customer' ? t.recordAgree : t.recordAgent}</span>
    </p>
  )
}
