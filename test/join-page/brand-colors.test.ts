import { describe, expect, it } from 'vitest'
import { brandColors } from '../../join-page/src/ui/brand-colors.ts'
import { contrast, parseHex, type Rgb } from '../../join-page/src/ui/contrast.ts'

const rgb = (hex: string | undefined): Rgb => {
  const color = parseHex(hex ?? '')
  if (!color) throw new Error(`${hex} is no colour`)
  return color
}
// As in client-shared/tokens.css: the background of the page, and the surface of a card.
const surfaces = { light: ['#f4f5f2', '#ffffff'], dark: ['#0e1311', '#181e1b', '#222926'] } as const

describe.for(['#ffee00', '#fff', '#000000', '#0f6b5a', '#ff0000', '#808080', '#00ff88', '#1a1aff', '#767676'])(
  'a brand in %s',
  (color) => {
    it.for(['light', 'dark'] as const)('has text at 4.5 : 1 and buttons at 3 : 1 at least in %s', (scheme) => {
      const colors = brandColors(color) ?? {}
      const fill = rgb(colors[`--brand-${scheme}`])
      const ink = rgb(colors[`--brand-ink-${scheme}`])
      const soft = rgb(colors[`--brand-soft-${scheme}`])
      expect(contrast(fill, rgb(colors[`--on-brand-${scheme}`])), 'words on a button').toBeGreaterThanOrEqual(4.5)
      expect(contrast(ink, soft), 'words on the soft colour').toBeGreaterThanOrEqual(4.5)
      for (const surface of surfaces[scheme]) {
        expect(contrast(fill, rgb(surface)), `a button on ${surface}`).toBeGreaterThanOrEqual(3)
        expect(contrast(ink, rgb(surface)), `words on ${surface}`).toBeGreaterThanOrEqual(4.5)
      }
    })
  },
)

it('a colour that is readable already stays as it is', () => {
  expect(brandColors('#0f6b5a')?.['--brand-light']).toBe('#0f6b5a')
})

it('a short colour is the same as its long form', () => {
  expect(brandColors('#0a5')).toEqual(brandColors('#00aa55'))
})

it('a text that is no colour gives none', () => {
  for (const word of ['', 'red', '#12345', 'url(https://x)', '#ggg', '#fff;background:red'])
    expect(brandColors(word)).toBeUndefined()
})
