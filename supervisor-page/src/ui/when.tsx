import { useApp } from '../app-context.ts'

/** A date and time in the format of the user's locale. */
export function When({ at }: { readonly at: number }) {
  const { format } = useApp().language.value
  const moment = new Date(at)
  return (
    <time dateTime={moment.toISOString()}>
      {moment.toLocaleString(format, { dateStyle: 'short', timeStyle: 'medium' })}
    </time>
  )
}
