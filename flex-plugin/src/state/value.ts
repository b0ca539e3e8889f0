export type Value<T> = {
  readonly get: () => T
  /** @returns a function that stops watching */
  readonly watch: (changed: () => void) => () => void
}
export type Settable<T> = Value<T> & { readonly set: (to: T) => void }

/**
 * Holds one value and notifies its watchers of changes. The plugin's state is not in Flex's store, because
 * `useFlexSelector` shows only Flex's own slice, and anything in the store ends up in reports of other plugins.
 */
export function createValue<T>(first: T): Settable<T> {
  let value = first
  const watchers = new Set<() => void>()
  return {
    get: () => value,
    set(to) {
      if (Object.is(to, value)) return
      value = to
      for (const changed of [...watchers]) changed()
    },
    watch(changed) {
      watchers.add(changed)
      return () => void watchers.delete(changed)
    },
  }
}
