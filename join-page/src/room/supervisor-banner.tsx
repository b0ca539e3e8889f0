import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Notice } from '../ui/notice.tsx'

/** Somebody of the contact centre looks in, and nobody is looked at without being told: it cannot be closed. */
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
