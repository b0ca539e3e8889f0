import { useApp } from '../app-context.ts'

/** A moment as people of this language write it. */
export function When({ at }: { readonly at: number }) {
  const { locale } = useApp().language.value
  const moment = new Date(at)
  return (
    <time dateTime={moment.toISOString()}>
      {moment.toLocaleString(locale, { dateStyle: 'short', timeStyle: 'medium' })}
    </time>
  )
}
