import { linear } from './mu-law.ts'

/** Converts mu-law at 8 kHz to a 16-bit WAV file that every player opens: one track, or two as stereo. */
export function wav(tracks: readonly (readonly Uint8Array[])[]): Buffer {
  const sounds = tracks.map((frames) => Buffer.concat(frames))
  const samples = Math.max(0, ...sounds.map(({ length }) => length))
  const bytesPerSample = 2 * sounds.length
  const file = Buffer.alloc(44 + samples * bytesPerSample)
  file.write('RIFF', 0)
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(sounds.length, 22)
  file.writeUInt32LE(8_000, 24)
  file.writeUInt32LE(8_000 * bytesPerSample, 28)
  file.writeUInt16LE(bytesPerSample, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(samples * bytesPerSample, 40)
  for (const [channel, sound] of sounds.entries()) {
    for (const [index, byte] of sound.entries()) {
      file.writeInt16LE(linear[byte] ?? 0, 44 + index * bytesPerSample + 2 * channel)
    }
  }
  return file
}
