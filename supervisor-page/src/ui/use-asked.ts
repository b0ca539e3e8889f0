import { useEffect, useState } from 'preact/hooks'

export type Asked<T> = { readonly is: 'asking' } | { readonly is: 'failed' } | { readonly is: 'there'; readonly it: T }

/** What a question came to, asked again whenever `of` changes. What is there stays until the next is. */
export function useAsked<T>(asking: () => Promise<T | undefined>, of: readonly unknown[]): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>({ is: 'asking' })
  useEffect(() => {
    let isOld = false
    asking().then((it) => {
      if (isOld) return
      if (it !== undefined) setAsked({ is: 'there', it })
      else setAsked((known) => (known.is === 'there' ? known : { is: 'failed' }))
    })
    return () => {
      isOld = true
    }
  }, of)
  return asked
}
