/** GSM 03.38: letters of one septet, and those of two (an escape and the letter). */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const extended = '\f^{}\\[~]|€'

export type Sms = { readonly encoding: 'GSM-7' | 'UCS-2'; readonly units: number; readonly segments: number }

/** A text as an SMS: one letter outside of GSM-7 makes all of it UCS-2. A part of several has a header. */
export function asSms(text: string): Sms {
  const septets = [...text].map((each) => (basic.includes(each) ? 1 : extended.includes(each) ? 2 : undefined))
  const isGsm = septets.every((each) => each !== undefined)
  const units = isGsm ? septets.reduce<number>((sum, each) => sum + (each ?? 0), 0) : text.length
  const [alone, joined] = isGsm ? [160, 153] : [70, 67]
  return { encoding: isGsm ? 'GSM-7' : 'UCS-2', units, segments: units <= alone ? 1 : Math.ceil(units / joined) }
}
