import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-shapes.ts'

type ButtonProps = {
  /** The button's action, for tests: `join`, `leave`, … */
  readonly action: string
  readonly kind?: 'primary' | 'secondary' | 'danger' | 'quiet'
  readonly icon?: IconName
  /** The action is in progress. The button does nothing, but stays in the tab order, so that the focus is not lost. */
  readonly isBusy?: boolean
  readonly isDisabled?: boolean
  /** For a switch: on or off. Leave it out for a plain button, and keep the same label for both states. */
  readonly isPressed?: boolean
  /** Shows only the icon. The label remains for screen readers and as a tooltip. */
  readonly isLabelHidden?: boolean
  /** For a button that opens a menu or a dialog. */
  readonly opens?: { readonly what: 'menu' | 'dialog'; readonly isOpen: boolean }
  /** The id of an element that describes the reason or the result. */
  readonly describedBy?: string
  readonly class?: string
  readonly onClick: (event: MouseEvent) => void
  readonly children: string
}

/** `<Button action="join" onClick={…}>{texts.join}</Button>`: the only kind of button on the page. */
export function Button({ action, kind = 'secondary', icon, isBusy = false, onClick, children, ...rest }: ButtonProps) {
  const press = (event: MouseEvent) => {
    if (!isBusy) onClick(event)
  }
  return (
    <button
      type="button"
      class={['button', `button-${kind}`, rest.isLabelHidden ? 'button-round' : '', rest.class ?? ''].join(' ').trim()}
      data-action={action}
      disabled={rest.isDisabled === true}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      aria-pressed={rest.isPressed}
      aria-haspopup={rest.opens?.what}
      aria-expanded={rest.opens?.isOpen}
      aria-describedby={rest.describedBy}
      title={rest.isLabelHidden ? children : undefined}
      onClick={press}
    >
      {isBusy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {label(children, rest.isLabelHidden === true)}
    </button>
  )
}

/**
 * A new label is a new element, so that Chrome's translation cannot keep an old label, e.g. that the microphone is off.
 */
const label = (words: string, isHidden: boolean): ComponentChildren => (
  <span key={words} class={isHidden ? 'visually-hidden' : 'button-label'}>
    {words}
  </span>
)
