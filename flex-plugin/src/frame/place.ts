export type Place = {
  readonly isDocked: boolean
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

const least = 40
const small = { width: 320, height: 340, gap: 16 }

/**
 * Over the tab's placeholder while it is visible, else small in the corner. Whole pixels, because half pixels blur the
 * video.
 */
export function placeOf(box: Box | undefined, viewport: { readonly width: number; readonly height: number }): Place {
  if (box && box.width >= least && box.height >= least) {
    const [left, top] = [Math.round(box.left), Math.round(box.top)]
    return { isDocked: true, left, top, width: Math.round(box.width), height: Math.round(box.height) }
  }
  const width = Math.min(small.width, viewport.width)
  const height = Math.min(small.height, viewport.height)
  return {
    isDocked: false,
    left: Math.max(0, viewport.width - width - small.gap),
    top: Math.max(0, viewport.height - height - small.gap),
    width,
    height,
  }
}

export const isSamePlace = (a: Place, b: Place): boolean => JSON.stringify(a) === JSON.stringify(b)
