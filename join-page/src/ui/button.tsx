import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-shapes.ts'

type ButtonProps = {
  /** What it does, for tests: `join`, `leave`, … */
  readonly action: string
  readonly kind?: 'primary' | 'secondary' | 'danger' | 'quiet'
  readonly icon?: IconName
  /** The press is being worked on. It stays in the tab order, so that the focus is not lost, and does nothing. */
  readonly isBusy?: boolean
  readonly isDisabled?: boolean
  /** For a switch: on or off. Leave it out for a plain button, and do not change the label with it. */
  readonly isPressed?: boolean
  /** Shows the icon alone; the words remain for everybody who does not see it, and as a tooltip. */
  readonly isLabelHidden?: boolean
  /** For a button that opens a menu or a dialog. */
  readonly opens?: { readonly what: 'menu' | 'dialog'; readonly isOpen: boolean }
  /** The id of an element that says why, or what then. */
  readonly describedBy?: string
  readonly class?: string
  readonly onClick: (event: MouseEvent) => void
  readonly children: string
}

/** `<Button action="join" onClick={…}>{texts.join}</Button>`: every press on the page goes through one of these. */
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

/** New words are a new element: none that Chrome's translation has taken over may tell that a microphone is off. */
const label = (words: string, isHidden: boolean): ComponentChildren => (
  <span key={words} class={isHidden ? 'visually-hidden' : 'button-label'}>
    {words}
  </span>
)
