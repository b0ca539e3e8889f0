const bias = 0x84
const clip = 32_635

/** Encodes a 16-bit sample as one byte of mu-law (ITU-T G.711). */
export function muLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(Math.abs(Math.round(sample)), clip) + bias
  const exponent = Math.max(31 - Math.clz32(magnitude) - 7, 0)
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f
  return ~(sign | (exponent << 4) | mantissa) & 0xff
}
