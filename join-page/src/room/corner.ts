/** By the directions of reading, so that it is right from right to left as well. */
export type Corner = 'start-start' | 'start-end' | 'end-start' | 'end-end'

/** Around the room, one press after the other. */
const around: readonly Corner[] = ['end-end', 'end-start', 'start-start', 'start-end']

export const nextCorner = (corner: Corner): Corner => around[(around.indexOf(corner) + 1) % around.length] ?? 'end-end'

type Point = { readonly x: number; readonly y: number }
type Frame = { readonly width: number; readonly height: number; readonly isRtl: boolean }

/** The corner nearest to where it was dropped. */
export function cornerAt({ x, y }: Point, { width, height, isRtl }: Frame): Corner {
  const block = y < height / 2 ? 'start' : 'end'
  const inline = x < width / 2 === isRtl ? 'end' : 'start'
  return `${block}-${inline}`
}

/** Arrow keys push it to that side. Any other key leaves it where it is. */
export function cornerAfter(corner: Corner, key: string, isRtl: boolean): Corner {
  const isBelow = corner.startsWith('end')
  const isAtEnd = corner.endsWith('-end')
  const inline = isAtEnd ? 'end' : 'start'
  const block = isBelow ? 'end' : 'start'
  switch (key) {
    case 'ArrowUp':
      return `start-${inline}`
    case 'ArrowDown':
      return `end-${inline}`
    case 'ArrowLeft':
      return `${block}-${isRtl ? 'end' : 'start'}`
    case 'ArrowRight':
      return `${block}-${isRtl ? 'start' : 'end'}`
    default:
      return corner
  }
}
