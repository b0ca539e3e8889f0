import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Notice } from '../ui/notice.tsx'

/** Shown to an agent who handed the call over and stays with the customer until the next agent is there. */
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
