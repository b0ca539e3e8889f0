import { black, contrast, mix, parseHex, type Rgb, toHex, white } from './contrast.ts'

/** Surfaces of client-shared/tokens.css that the brand's colour must contrast with. */
const paper = { light: [244, 245, 242], dark: [34, 41, 38] } as const satisfies Record<string, Rgb>
const step = 0.04

/**
 * Computes the custom properties that client-shared/tokens.css uses. For any brand colour, a button contrasts with the page (3
 * : 1), and its label and text in that colour are readable (4.5 : 1). Undefined if the colour cannot be parsed.
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

/** Changes the brand's colour as little as needed. Always ends, because black or white contrasts with every surface. */
function standingOut(brand: Rgb, surfaces: readonly Rgb[], wanted: number, towards: Rgb): Rgb {
  let color = brand
  for (let share = step; share <= 1 && surfaces.some((each) => contrast(color, each) < wanted); share += step)
    color = mix(brand, towards, share)
  return color
}
