const longest = 40

/**
 * A name as one line of a headline: control characters out, white space as single spaces, towers of accents cut down, and
 * the end of a very long one. Counted in code points, so that no emoji is cut in two.
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
