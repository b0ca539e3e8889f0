import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { presenceOf } from './presence-of.ts'

const stages = [1, 2, 3] as const

/** Shows the agent the customer's progress, and what to write in the chat if the customer is stuck. */
export function Presence() {
  const { journey, texts } = useApp()
  const t = texts.value
  const { server } = journey.value
  if (server?.role !== 'agent') return null
  const { words, coach, tone, stage } = presenceOf(server)
  return (
    <section class={`presence presence-${tone}`} aria-label={t.presence}>
      <span class="presence-way" aria-hidden="true">
        {stages.map((each) => (
          <span key={each} class={each <= stage ? 'presence-done' : ''} />
        ))}
      </span>
      <p class="presence-words">
        <span>{t.customer}</span>
        <strong>{t[words]}</strong>
        {coach && <span>{t[coach]}</span>}
      </p>
      <Announced text={coach ? `${t.customer} – ${t[words]}. ${t[coach]}` : `${t.customer} – ${t[words]}`} />
    </section>
  )
}
