import { useApp } from '../app-context.ts'

/** A moment as people of this language write it. */
export function When({ at }: { readonly at: number }) {
  const { format } = useApp().language.value
  const moment = new Date(at)
  return (
    <time dateTime={moment.toISOString()}>
      {moment.toLocaleString(format, { dateStyle: 'short', timeStyle: 'medium' })}
    </time>
  )
}
