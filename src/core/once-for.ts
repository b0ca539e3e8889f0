/**
 * A pure function of one object, computed once for each object: states are never changed in place. What is computed goes
 * with its object.
 */
export function onceFor<Of extends object, Result extends object>(compute: (of: Of) => Result): (of: Of) => Result {
  const known = new WeakMap<Of, Result>()
  return (of) => {
    const found = known.get(of)
    if (found) return found
    const result = compute(of)
    known.set(of, result)
    return result
  }
}
