import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Notice } from '../ui/notice.tsx'

/** Says that a supervisor is in the call. It cannot be closed, because nobody may be observed without knowing it. */
export function SupervisorBanner() {
  const { call, texts } = useApp()
  const t = texts.value
  if (!call.view.value.others.some(({ role }) => role === 'supervisor')) return null
  return (
    <div data-banner="supervisor">
      <Notice icon="people" title={t.supervisorHere}>
        {t.supervisorHereLead}
        <Announced text={`${t.supervisorHere}. ${t.supervisorHereLead}`} />
      </Notice>
    </div>
  )
}
