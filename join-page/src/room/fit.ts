type Size = { readonly width: number; readonly height: number }

/** The share of a picture that may be cut off to fill its frame. More could cut off what somebody wants to show. */
const mayLose = 0.3
/**
 * The zoom for a wide picture on an upright phone: its sides are background, and the face would be tiny without zoom.
 */
const wideZoom = 1.5

/** The zoom of a picture in its frame; 1 shows all of it. */
export function zoomOf(picture: Size, frame: Size): number {
  if ([picture.width, picture.height, frame.width, frame.height].some((side) => side <= 0)) return 1
  const ratio = picture.width / picture.height / (frame.width / frame.height)
  const filling = Math.max(ratio, 1 / ratio)
  if (1 - 1 / filling <= mayLose) return filling
  // Shows all of an upright picture in a wide frame, because the sender probably holds up a phone to show something.
  return ratio > 1 ? wideZoom : 1
}
