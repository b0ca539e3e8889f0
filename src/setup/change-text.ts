import { z } from 'zod'
import { shown } from './addresses.ts'
import type { Change } from './change.ts'
import { nameOf } from './undo.ts'

/** The text of a change: its name, then removed (-) and added (+) values. */
export function changeText(change: Change): string {
  const [before, after] = sides(change)
  return [nameOf(change), ...before.map((each) => `  - ${each}`), ...after.map((each) => `  + ${each}`)].join('\n')
}

function sides(change: Change): readonly [readonly string[], readonly string[]] {
  switch (change.of) {
    case 'conversations': {
      const { before, after } = change
      return difference(
        [...line(before.url, before.method), ...before.filters],
        [...line(after.url, after.method), ...after.filters],
      )
    }
    case 'taskrouter': {
      const [before, after] = [change.before, change.after].map(({ url, events }) => [
        ...line(url, 'POST'),
        ...(url !== '' && events.length === 0 ? ['every event'] : events),
      ])
      return difference(before ?? [], after ?? [])
    }
    case 'workflow':
      return difference(filters(change.before), filters(change.after))
  }
}

const line = (url: string, method: string) => (url === '' ? [] : [`${method} ${shown(url)}`])

const routing = z.object({
  task_routing: z.object({
    filters: z
      .array(
        z.object({
          filter_friendly_name: z.string().default('a filter'),
          expression: z.string(),
          targets: z.unknown().optional(),
        }),
      )
      .default([]),
    default_filter: z.unknown().optional(),
  }),
})

/** One line per filter. An unreadable configuration is shown as it is. */
function filters(configuration: string | null): readonly string[] {
  if (configuration === null) return []
  const { data } = routing.safeParse(parsed(configuration))
  if (!data) return [configuration]
  const { filters, default_filter: fallback } = data.task_routing
  return [
    ...filters.map((each) => `${each.filter_friendly_name}: ${each.expression} → ${JSON.stringify(each.targets)}`),
    ...(fallback ? [`default: ${JSON.stringify(fallback)}`] : []),
  ]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function difference(before: readonly string[], after: readonly string[]): readonly [string[], string[]] {
  return [before.filter((each) => !after.includes(each)), after.filter((each) => !before.includes(each))]
}
