import { black, contrast, mix, parseHex, type Rgb, toHex, white } from './contrast.ts'

/** Surfaces of style/tokens.css that the brand's colour must stand out from. */
const paper = { light: [244, 245, 242], dark: [34, 41, 38] } as const satisfies Record<string, Rgb>
const step = 0.04

/**
 * The custom properties that style/tokens.css asks for. Whatever the brand's colour is, a button can be told from the page
 * (3 : 1), its words can be read (4.5 : 1), and so can words in that colour. Undefined for a colour that is none.
 */
export function brandColors(color: string): Readonly<Record<string, string>> | undefined {
  const brand = parseHex(color)
  return brand && { ...properties(brand, 'light', black), ...properties(brand, 'dark', white) }
}

function properties(brand: Rgb, scheme: 'light' | 'dark', towards: Rgb): Readonly<Record<string, string>> {
  const soft = mix(paper[scheme], brand, scheme === 'light' ? 0.1 : 0.16)
  const fill = standingOut(brand, [paper[scheme]], 3, towards)
  return {
    [`--brand-${scheme}`]: toHex(fill),
    [`--on-brand-${scheme}`]: toHex(contrast(white, fill) >= 4.5 ? white : black),
    [`--brand-ink-${scheme}`]: toHex(standingOut(brand, [paper[scheme], soft], 4.6, towards)),
    [`--brand-soft-${scheme}`]: toHex(soft),
  }
}

/** The brand's colour, moved as little as is needed. Black and white stand out from every surface, so it comes to an end. */
function standingOut(brand: Rgb, surfaces: readonly Rgb[], wanted: number, towards: Rgb): Rgb {
  let color = brand
  for (let share = step; share <= 1 && surfaces.some((each) => contrast(color, each) < wanted); share += step)
    color = mix(brand, towards, share)
  return color
}
