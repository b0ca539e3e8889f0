import { fill } from '../../../client-shared/fill.ts'
import { useApp } from '../app-context.ts'
import { useAfter } from '../ui/use-after.ts'

const week = 6 * 24 * 3600_000

/** Formats a time of day, with the day if that is not today. */
export function until(at: number, now: number, locale: string): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  const day = at - now < week ? ({ weekday: 'long' } as const) : ({ day: 'numeric', month: 'long' } as const)
  return new Intl.DateTimeFormat(locale, { ...(!isToday && day), hour: 'numeric', minute: '2-digit' }).format(at)
}

/**
 * How long the customer's link works. The server leaves this line empty, because only the browser knows the time zone.
 */
export function LinkUntil() {
  const { journey, language, texts } = useApp()
  const isAlive = useAfter(0)
  const at = journey.value.server?.linkEndsAt
  if (at === undefined) return null
  return (
    <>
      <br />
      {isAlive ? fill(texts.value.linkUntil, { time: until(at, Date.now(), language.locale.value) }) : '\u00a0'}
    </>
  )
}
