/** Returns at most `most` items, starting where the previous pass ended, so that every item has its turn. */
export const nextOf = <T>(all: readonly T[], most: number, from: number): readonly T[] => {
  const start = all.length === 0 ? 0 : from % all.length
  return [...all.slice(start), ...all.slice(0, start)].slice(0, most)
}
