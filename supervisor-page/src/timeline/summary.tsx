import type { ComponentChildren } from 'preact'
import type { BoardRow } from '../../../webhooks/supervisor/board-row.ts'
import { useTexts } from '../app-context.ts'
import { Clock } from '../board/clock.tsx'
import { clockText, nameOf, spentAt, stepOf } from '../board/rules.ts'
import { causeText, wordOf } from '../texts/word.ts'

/** The board's data on one escalation. */
export function Summary({ row }: { readonly row: BoardRow }) {
  const texts = useTexts()
  const { outcome } = row
  return (
    <dl class="summary">
      <Fact name={texts.columnState}>
        <span class={`state state-${row.state}`}>{wordOf(texts, 'state', row.state)}</span>
      </Fact>
      <Fact name={texts.columnAgent}>{nameOf(row)}</Fact>
      <Fact name={texts.columnCustomer}>{wordOf(texts, 'step', stepOf(row))}</Fact>
      {row.notDelivered && (
        <Fact name={texts['trouble.undelivered']}>{wordOf(texts, 'undelivered', row.notDelivered)}</Fact>
      )}
      <Fact name={texts.columnUsed}>
        <Clock of={(now) => spentAt(row, now).used} />
      </Fact>
      <Fact name={texts.columnSolo}>
        <Clock of={(now) => spentAt(row, now).solo} />
      </Fact>
      <Fact name={texts.columnIdle}>
        <Clock of={(now) => spentAt(row, now).idle} />
      </Fact>
      <Fact name={texts.columnLate}>
        <Clock of={(now) => spentAt(row, now).late} />
      </Fact>
      {outcome && (
        <Fact name={texts.outcome}>
          {outcome.joined ? texts.joined : texts.notJoined} · {causeText(texts, outcome.reason)} · {texts.together}{' '}
          {clockText(outcome.seconds * 1000)}
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
