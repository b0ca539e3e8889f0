import type { PictureName } from './model.ts'

type Glow = { readonly x: number; readonly y: number; readonly size: number; readonly color: string }
type Painting = {
  readonly top: string
  readonly bottom: string
  readonly glows: readonly Glow[]
  readonly panes?: boolean
}

/** Soft shapes only, so that nothing distracts from the face. Drawn here, so that no file has to be fetched. */
const paintings: Readonly<Record<PictureName, Painting>> = {
  morning: {
    top: '#f6e7d8',
    bottom: '#c9d9e2',
    glows: [
      { x: 0.78, y: 0.28, size: 0.5, color: '#fff3d6' },
      { x: 0.15, y: 0.75, size: 0.55, color: '#b9cfc6' },
    ],
  },
  room: {
    top: '#e9e6e0',
    bottom: '#cfc8bd',
    glows: [{ x: 0.25, y: 0.3, size: 0.6, color: '#faf8f3' }],
    panes: true,
  },
  evening: {
    top: '#2b3358',
    bottom: '#7a5570',
    glows: [
      { x: 0.2, y: 0.7, size: 0.35, color: '#d08b6a' },
      { x: 0.62, y: 0.62, size: 0.16, color: '#f0b98a' },
      { x: 0.86, y: 0.45, size: 0.22, color: '#8f7fb8' },
      { x: 0.4, y: 0.32, size: 0.12, color: '#c7a6d6' },
    ],
  },
}

/** Draws a picture. @returns a data URL that an image can load */
export function drawPicture(name: PictureName, width: number, height: number): string {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context) paint(context, paintings[name])
  return canvas.toDataURL('image/jpeg', 0.92)
}

function paint(context: CanvasRenderingContext2D, { top, bottom, glows, panes = false }: Painting): void {
  const { width, height } = context.canvas
  const sky = context.createLinearGradient(0, 0, 0, height)
  sky.addColorStop(0, top)
  sky.addColorStop(1, bottom)
  context.fillStyle = sky
  context.fillRect(0, 0, width, height)
  for (const { x, y, size, color } of glows) {
    const glow = context.createRadialGradient(x * width, y * height, 0, x * width, y * height, size * width)
    glow.addColorStop(0, color)
    glow.addColorStop(1, `${color}00`)
    context.fillStyle = glow
    context.fillRect(0, 0, width, height)
  }
  if (panes) paintLight(context)
}

/** Draws the light of a window on a wall. */
function paintLight(context: CanvasRenderingContext2D): void {
  const { width, height } = context.canvas
  context.fillStyle = '#ffffff59'
  for (const [column, row] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const) {
    context.save()
    context.transform(1, 0, -0.25, 1, width * (0.62 + column * 0.13), height * (0.14 + row * 0.26))
    context.fillRect(0, 0, width * 0.115, height * 0.235)
    context.restore()
  }
}
