const longest = 40

/**
 * Makes a name fit one line of a heading: removes control characters, collapses white space, limits stacked accents,
 * and shortens a very long name. Counts in code points, so that no emoji is cut in two.
 */
export function presentable(name: string): string {
  const clean = name
    .slice(0, 1_000)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll(/(\p{M}{3})\p{M}+/gu, '$1')
    .trim()
  const points = [...clean]
  return points.length > longest ? `${points.slice(0, longest).join('').trim()}…` : clean
}
