/** Named by reading direction, so that it also fits languages written from right to left. */
export type Corner = 'start-start' | 'start-end' | 'end-start' | 'end-end'

/** The order in which presses move through the corners. */
const around: readonly Corner[] = ['end-end', 'end-start', 'start-start', 'start-end']

export const nextCorner = (corner: Corner): Corner => around[(around.indexOf(corner) + 1) % around.length] ?? 'end-end'

type Point = { readonly x: number; readonly y: number }
type Frame = { readonly width: number; readonly height: number; readonly isRtl: boolean }

/** The corner nearest to the point of a drop. */
export function cornerAt({ x, y }: Point, { width, height, isRtl }: Frame): Corner {
  const block = y < height / 2 ? 'start' : 'end'
  const inline = x < width / 2 === isRtl ? 'end' : 'start'
  return `${block}-${inline}`
}

/** The corner after an arrow key. Other keys change nothing. */
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
