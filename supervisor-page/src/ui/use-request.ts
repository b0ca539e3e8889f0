import { useEffect, useState } from 'preact/hooks'

export type RequestState<T> =
  | { readonly is: 'asking' }
  | { readonly is: 'failed' }
  | { readonly is: 'there'; readonly it: T }

/** Runs a request again whenever `of` changes. Keeps the last result until the next one arrives. */
export function useRequest<T>(request: () => Promise<T | undefined>, of: readonly unknown[]): RequestState<T> {
  const [state, setState] = useState<RequestState<T>>({ is: 'asking' })
  useEffect(() => {
    let isOld = false
    request().then((it) => {
      if (isOld) return
      if (it !== undefined) setState({ is: 'there', it })
      else setState((known) => (known.is === 'there' ? known : { is: 'failed' }))
    })
    return () => {
      isOld = true
    }
  }, of)
  return state
}
