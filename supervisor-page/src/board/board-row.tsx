import { memo } from 'preact/compat'
import { fill } from '../../../client-shared/fill.ts'
import type { BoardRow as Row } from '../../../webhooks/supervisor/board-row.ts'
import { useApp, useTexts } from '../app-context.ts'
import { addressOf } from '../route.ts'
import type { Texts } from '../texts/texts.ts'
import { wordOf } from '../texts/word.ts'
import { Clock } from './clock.tsx'
import { nameOf, spentAt, stepOf, troublesOf } from './rules.ts'

/** One escalation. Renders again when the row changes; with time alone only the clocks and troubles do. */
export const BoardRow = memo(
  ({ row }: { readonly row: Row }) => {
    const texts = useTexts()
    const { here } = row
    return (
      <tr data-row={row.id} data-state={row.state} data-version={row.version}>
        <td data-label={texts.columnState}>
          <span class={`state state-${row.state}`}>{wordOf(texts, 'state', row.state)}</span>
          {row.transfer && <span class="badge">{transferText(row.transfer, texts)}</span>}
          {row.isSupervisorIn && <span class="badge">{texts.supervisorIn}</span>}
          {row.isRecording && !row.outcome && <span class="badge">{texts.recording}</span>}
        </td>
        <td data-label={texts.columnTrouble}>
          <Troubles row={row} />
        </td>
        <td data-label={texts.columnAgent}>{nameOf(row)}</td>
        <td data-label={texts.columnCustomer}>
          {wordOf(texts, 'step', stepOf(row))}
          {row.notDelivered && <span class="sub sentence">{wordOf(texts, 'undelivered', row.notDelivered)}</span>}
          {here.agents + here.customers > 0 && <span class="sub">{fill(texts.people, here)}</span>}
        </td>
        <td data-label={texts.columnSince} class="number">
          <Clock of={(now) => (row.outcome ? row.outcome.endedAt - row.startedAt : now - row.since)} />
        </td>
        <td data-label={texts.columnUsed} class="number">
          <Clock of={(now) => spentAt(row, now).used} />
        </td>
        <td data-label={texts.columnSolo} class="number">
          <Clock of={(now) => spentAt(row, now).solo} />
        </td>
        <td data-label={texts.columnIdle} class="number">
          <Clock of={(now) => spentAt(row, now).idle} />
        </td>
        <td data-label={texts.columnLate} class="number">
          <Clock of={(now) => spentAt(row, now).late} />
        </td>
        <td class="action">
          <a class="button small" href={addressOf({ is: 'escalation', id: row.id })}>
            {texts.open}
            <span class="visually-hidden"> {nameOf(row)}</span>
          </a>
        </td>
      </tr>
    )
  },
  (before, after) => before.row === after.row,
)

const transferText = ({ to }: NonNullable<Row['transfer']>, texts: Texts) =>
  to ? fill(texts.transferTo, { to }) : texts.transfer

/** Renders every second, because some troubles come with time alone. */
function Troubles({ row }: { readonly row: Row }) {
  const texts = useTexts()
  const { board } = useApp()
  const found = troublesOf(row, board.now.value)
  if (found.length === 0) return <span class="calm">–</span>
  return (
    <ul class="troubles">
      {found.map((each) => (
        <li key={each} class={`trouble trouble-${each}`}>
          {wordOf(texts, 'trouble', each)}
        </li>
      ))}
    </ul>
  )
}
