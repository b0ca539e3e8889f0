import type { Signal } from '@preact/signals'
import type { BoardRow as Row } from '../../../webhooks/supervisor/board-row.ts'
import { useTexts } from '../app-context.ts'
import type { Texts } from '../texts/texts.ts'
import { BoardRow } from './board-row.tsx'
import type { SortBy, View } from './rules.ts'

type Column = { readonly text: keyof Texts; readonly sort?: SortBy; readonly isNumber?: boolean }
export const columns = [
  { text: 'columnState', sort: 'state' },
  { text: 'columnTrouble', sort: 'trouble' },
  { text: 'columnAgent', sort: 'agent' },
  { text: 'columnCustomer' },
  { text: 'columnSince', sort: 'since', isNumber: true },
  { text: 'columnUsed', sort: 'used', isNumber: true },
  { text: 'columnSolo', isNumber: true },
  { text: 'columnIdle', isNumber: true },
  { text: 'columnLate', isNumber: true },
] as const satisfies readonly Column[]

type Props = { readonly rows: readonly Row[]; readonly view: Signal<View> }

/** A table on wide screens; on narrow ones each row is a card (style/table.css). */
export function BoardTable({ rows, view }: Props) {
  const texts = useTexts()
  return (
    <table class="table board">
      <thead>
        <tr>
          {columns.map((column) => (
            <Heading key={column.text} column={column} view={view} />
          ))}
          <th scope="col">
            <span class="visually-hidden">{texts.open}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <BoardRow key={row.key} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Heading({ column, view }: { readonly column: Column; readonly view: Signal<View> }) {
  const text = useTexts()[column.text]
  const { sort, isNumber } = column
  const kind = isNumber ? 'number' : undefined
  if (!sort)
    return (
      <th scope="col" class={kind}>
        {text}
      </th>
    )
  const isSorted = view.value.sort === sort
  const turned = () => {
    view.value = { ...view.value, sort, isDescending: isSorted && !view.value.isDescending }
  }
  const order = isSorted ? (view.value.isDescending ? 'descending' : 'ascending') : 'none'
  return (
    <th scope="col" class={kind} aria-sort={order}>
      <button type="button" class="heading" data-action={`sort-${sort}`} onClick={turned}>
        {text}
        <span aria-hidden="true">{isSorted ? (view.value.isDescending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  )
}
