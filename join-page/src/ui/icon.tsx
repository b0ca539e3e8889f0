import { type IconName, shapes } from './icon-shapes.ts'

/**
 * `<Icon name="mic" />`: a drawing next to a text, never instead of one. It has the colour of the text, and 1.5em
 * unless CSS sets another size. Arrows are mirrored on a page from right to left.
 */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" data-icon={name} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  )
}
