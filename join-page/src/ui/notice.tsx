import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-shapes.ts'

type Tone = 'info' | 'good' | 'warning' | 'error'
type NoticeProps = {
  readonly tone?: Tone
  readonly icon?: IconName
  readonly title?: ComponentChildren
  /** Buttons under the text. */
  readonly actions?: ComponentChildren
  /** The notice replaces the pressed button, and takes its focus. */
  readonly takesFocus?: boolean
  readonly children?: ComponentChildren
}

const icons: Readonly<Record<Tone, IconName>> = { info: 'info', good: 'check', warning: 'warning', error: 'warning' }

/**
 * `<Notice tone="warning" title={…}>…</Notice>`: a message in the flow of the page. Screen readers do not announce it
 * by themselves; call `app.announce` as well if it answers an action or event.
 */
export function Notice({
  tone = 'info',
  icon = icons[tone],
  title,
  actions,
  takesFocus = false,
  children,
}: NoticeProps) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (takesFocus) element.current?.focus()
  }, [takesFocus])
  return (
    <div class={`notice notice-${tone}`} ref={element} tabIndex={takesFocus ? -1 : undefined}>
      <Icon name={icon} />
      <div class="notice-words">
        {title && <p class="notice-title">{title}</p>}
        {children && <div class="notice-text">{children}</div>}
        {actions && <div class="notice-actions">{actions}</div>}
      </div>
    </div>
  )
}
