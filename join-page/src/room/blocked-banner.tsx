import { useApp } from '../app-context.ts'
import { useIsBlocked } from '../network/use-is-blocked.ts'
import { Announced } from '../ui/announced.tsx'
import { Notice } from '../ui/notice.tsx'

/** Says that this network blocks video, so that waiting does not help. */
export function BlockedBanner() {
  const t = useApp().texts.value
  if (!useIsBlocked()) return null
  return (
    <Notice tone="warning" title={t.networkBlocked}>
      {t.networkBlockedHint}
      <Announced text={`${t.networkBlocked}. ${t.networkBlockedHint}`} isUrgent />
    </Notice>
  )
}
