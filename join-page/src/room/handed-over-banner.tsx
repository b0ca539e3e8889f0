import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Notice } from '../ui/notice.tsx'

/** For the agent who handed over and keeps the customer company until the next one is there. */
export function HandedOverBanner() {
  const { journey, texts } = useApp()
  const t = texts.value
  if (journey.value.server?.link !== 'handed-over') return null
  return (
    <Notice tone="good" title={t.handedOver}>
      {t.handedOverLead}
      <Announced text={`${t.handedOver}. ${t.handedOverLead}`} />
    </Notice>
  )
}
