import { useEffect, useState } from 'preact/hooks'

export type Asked<T> = { readonly is: 'asking' } | { readonly is: 'failed' } | { readonly is: 'there'; readonly it: T }

/** Runs a request again whenever `of` changes. Keeps the last result until the next one arrives. */
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
