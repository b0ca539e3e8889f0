import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useBrandName } from './brand.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-shapes.ts'

type CardProps = {
  /** `screen.is`, for tests. If a screen has several versions, give each its own `key`: each is a new page. */
  readonly screen: string
  readonly title: ComponentChildren
  /** An icon above the title, or any element in its place (`figure`). */
  readonly icon?: IconName
  readonly figure?: ComponentChildren
  readonly tone?: 'brand' | 'warning' | 'good' | 'quiet'
  readonly lead?: ComponentChildren
  /** The buttons, the most important one first; on a phone they are near the thumb. */
  readonly actions?: ComponentChildren
  /** A small line under the buttons: what happens next. */
  readonly footnote?: ComponentChildren
  /** Room for a picture. */
  readonly isWide?: boolean
  readonly children?: ComponentChildren
}

/**
 * The frame of every screen except the room: `<Card screen="left" title={texts.leftTitle} actions={<Button
 * …/>}>…</Card>`.
 */
export function Card({ screen, title, icon, figure, tone = 'brand', lead, actions, footnote, ...rest }: CardProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const brand = useBrandName()
  // A screen reader reads the heading, and the next Tab goes on from here.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  useEffect(() => {
    document.title = `${heading.current?.textContent ?? ''} · ${brand}`.slice(0, 120)
  })
  return (
    <main class={rest.isWide ? 'card card-wide' : 'card'} data-screen={screen}>
      <div class="card-body">
        {figure ?? (icon && <CardIcon name={icon} tone={tone} />)}
        <h1 class="card-title" ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p class="card-lead">{lead}</p>}
        {rest.children}
      </div>
      {actions && <div class="card-actions">{actions}</div>}
      {footnote && <p class="card-footnote">{footnote}</p>}
    </main>
  )
}

function CardIcon({ name, tone }: { readonly name: IconName; readonly tone: string }) {
  return (
    <div class={`card-icon tone-${tone}`}>
      <Icon name={name} />
    </div>
  )
}
