import { fill } from '../../../client-shared/fill.ts'
import type { TimelineEntry } from '../../../src/engine/timeline.ts'
import { useApp, useTexts } from '../app-context.ts'
import { wordOf } from '../texts/word.ts'

type Props = { readonly entries: readonly TimelineEntry[] }

/** Every decision, oldest first. Uses the words of the logs and the documentation in every language. */
export function Entries({ entries }: Props) {
  const texts = useTexts()
  if (entries.length === 0) return <p class="empty">{texts.timelineEmpty}</p>
  return (
    <ol class="entries">
      {entries.map((entry) => (
        <Entry key={`${entry.feature} ${entry.version}`} entry={entry} />
      ))}
    </ol>
  )
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  const texts = useTexts()
  const { format } = useApp().language.value
  // The heading shows the escalation's id; the exported file has it in every line.
  const about = Object.entries(entry.about).filter(([name]) => name !== 'escalationId')
  const [before, after] = [entry.before?.['state'], entry.after?.['state']].map((each) =>
    typeof each === 'string' ? wordOf(texts, 'state', each) : undefined,
  )
  const undelivered = entry.before?.['notDelivered'] === undefined ? entry.after?.['notDelivered'] : undefined
  const at = new Date(entry.at)
  return (
    <li class="entry" data-entry={entry.type}>
      <time dateTime={at.toISOString()} title={at.toISOString()}>
        {at.toLocaleTimeString(format, {
          hour: '2-digit',
          minute: '2-digit',
          second: '2-digit',
          fractionalSecondDigits: 3,
        })}
      </time>
      <div class="entry-body">
        <p class="entry-head">
          <strong>{entry.type}</strong> <span class="sub">{entry.actor}</span>
          {after && after !== before && <span class="entry-state">{before ? `${before} → ${after}` : after}</span>}
          {entry.refusal && <span class="badge">{fill(texts.refusal, { code: entry.refusal })}</span>}
        </p>
        {typeof undelivered === 'string' && (
          <p class="entry-about">
            {texts['trouble.undelivered']}. {wordOf(texts, 'undelivered', undelivered)}
          </p>
        )}
        {about.length > 0 && <p class="entry-about">{about.map(([name, value]) => `${name} ${value}`).join(' · ')}</p>}
        {entry.effects.length > 0 && (
          <p class="entry-about">
            {texts.entryEffects}: {entry.effects.map(({ type }) => type).join(', ')}
          </p>
        )}
      </div>
    </li>
  )
}
