import type { Signal } from '@preact/signals'
import { useTexts } from '../app-context.ts'
import type { TextKey } from '../texts/texts.ts'
import { wordOf } from '../texts/word.ts'
import type { SortBy, View } from './rules.ts'

const sorts: Readonly<Record<SortBy, TextKey>> = {
  trouble: 'columnTrouble',
  state: 'columnState',
  agent: 'columnAgent',
  since: 'columnSince',
  started: 'columnStarted',
  used: 'columnUsed',
  wasted: 'wasted',
}
// The compiler does not see that the object has only the keys of its type.
const everySort = Object.keys(sorts) as readonly SortBy[]

type Props = { readonly view: Signal<View>; readonly states: readonly string[] }

/** Search, filter and sort order of the board. */
export function BoardControls({ view, states }: Props) {
  const texts = useTexts()
  const change = (part: Partial<View>) => {
    view.value = { ...view.value, ...part }
  }
  return (
    <form class="controls" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        {texts.search}
        <input
          type="search"
          data-action="search"
          value={view.value.text}
          onInput={({ currentTarget }) => change({ text: currentTarget.value })}
        />
      </label>
      <label class="field">
        {texts.filterState}
        <select
          data-action="state"
          value={view.value.state}
          onChange={({ currentTarget }) => change({ state: currentTarget.value })}
        >
          <option value="">{texts.all}</option>
          {states.map((state) => (
            <option key={state} value={state}>
              {wordOf(texts, 'state', state)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {texts.sortBy}
        <select
          data-action="sort"
          value={view.value.sort}
          onChange={({ currentTarget }) =>
            change({ sort: everySort.find((each) => each === currentTarget.value) ?? 'trouble' })
          }
        >
          {everySort.map((each) => (
            <option key={each} value={each}>
              {texts[sorts[each]]}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          data-action="descending"
          checked={view.value.isDescending}
          onChange={({ currentTarget }) => change({ isDescending: currentTarget.checked })}
        />
        {texts.descending}
      </label>
    </form>
  )
}
