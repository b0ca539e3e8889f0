const pictures = new Map<string, MediaStreamTrack>()
let sound: MediaStreamTrack | undefined

/** A moving picture (still if the browser wants no motion): head and shoulders before a wall of the given colour. */
export function madeUpPicture(hue: number, width = 640, height = 360): MediaStreamTrack {
  const key = `${hue} ${width} ${height}`
  const picture = pictures.get(key) ?? draw(hue, width, height)
  pictures.set(key, picture)
  return picture
}

/** A silent sound. */
export function madeUpSound(): MediaStreamTrack {
  sound ??= track(new AudioContext().createMediaStreamDestination().stream.getAudioTracks())
  return sound
}

function draw(hue: number, width: number, height: number): MediaStreamTrack {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const paper = canvas.getContext('2d')
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  const drawAt = (at: number) => {
    if (!paper) return
    paper.fillStyle = `hsl(${hue} 35% 62%)`
    paper.fillRect(0, 0, width, height)
    const sway = Math.sin(at / 900) * 6
    paper.fillStyle = `hsl(${hue} 30% 28%)`
    paper.beginPath()
    paper.ellipse(width / 2 + sway, height * 1.08, width * 0.2, height * 0.5, 0, 0, 7)
    paper.fill()
    paper.fillStyle = 'hsl(28 45% 70%)'
    paper.beginPath()
    paper.ellipse(width / 2 + sway, height * 0.42, height * 0.16, height * 0.21, 0, 0, 7)
    paper.fill()
    if (!isStill) requestAnimationFrame(drawAt)
  }
  drawAt(0)
  return track(canvas.captureStream(15).getVideoTracks())
}

function track([first]: readonly MediaStreamTrack[]): MediaStreamTrack {
  if (!first) throw new Error('This browser makes no tracks')
  return first
}
