export type QualityWord = 'good' | 'weak' | 'very-weak'

/** Names Twilio's levels 0 to 5. From 3 on a call is comfortable. */
export function qualityWord(quality: number | undefined): QualityWord | undefined {
  if (quality === undefined) return undefined
  if (quality >= 3) return 'good'
  return quality === 2 ? 'weak' : 'very-weak'
}
