type Size = { readonly width: number; readonly height: number }

/** What may be cut off a picture so that it fills its frame. More would cut off what somebody wants to show. */
const mayLose = 0.3
/** A webcam's picture on an upright phone: its sides are a wall, and the face would be tiny without this. */
const wideZoom = 1.5

/** By how much a picture that is shown whole is enlarged beyond its frame. 1 shows all of it. */
export function zoomOf(picture: Size, frame: Size): number {
  if ([picture.width, picture.height, frame.width, frame.height].some((side) => side <= 0)) return 1
  const ratio = picture.width / picture.height / (frame.width / frame.height)
  const filling = Math.max(ratio, 1 / ratio)
  if (1 - 1 / filling <= mayLose) return filling
  // An upright picture in a wide frame is somebody who holds a phone up to show something: all of it counts.
  return ratio > 1 ? wideZoom : 1
}
