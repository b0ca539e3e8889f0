import { type IconName, shapes } from './icon-shapes.ts'

/**
 * `<Icon name="mic" />`: a drawing beside words, never instead of them. Its colour is the text's, its size 1.5em unless
 * CSS says otherwise. Arrows turn around where the page runs from right to left.
 */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" data-icon={name} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  )
}
