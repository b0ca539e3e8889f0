/** Two soft notes, a fifth apart, so that they do not sound like a ringing phone. */
const notes = [
  { frequency: 523, at: 0 },
  { frequency: 784, at: 0.22 },
]
const lasting = 1.1

/**
 * Plays a short sound on a loudspeaker, so that the user knows which one it is. Generates the sound instead of loading
 * a file. Plays it through an element, because more browsers have `setSinkId` there than on an AudioContext.
 */
export async function playTestSound(speaker: string): Promise<'played' | 'failed'> {
  const context = new AudioContext()
  const element = new Audio()
  try {
    const out = context.createMediaStreamDestination()
    element.srcObject = out.stream
    if ('setSinkId' in element) await element.setSinkId(speaker)
    await context.resume()
    await element.play()
    for (const { frequency, at } of notes) ring(context, out, frequency, context.currentTime + at)
    await new Promise((resolve) => setTimeout(resolve, lasting * 1_000))
    return 'played'
  } catch {
    return 'failed' // unplugged meanwhile, or no sound allowed here
  } finally {
    element.srcObject = null
    void context.close()
  }
}

function ring(context: AudioContext, out: AudioNode, frequency: number, at: number): void {
  const tone = context.createOscillator()
  const volume = context.createGain()
  tone.frequency.value = frequency
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(0.25, at + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.8)
  tone.connect(volume).connect(out)
  tone.start(at)
  tone.stop(at + 0.85)
}
