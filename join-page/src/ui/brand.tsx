import { useApp } from '../app-context.ts'

/** The name of the page: the company's name, else "Video call" in the language of the page. */
export function useBrandName(): string {
  const { brand, texts } = useApp()
  return brand.name ?? texts.value.title
}

/** The brand of the page: the logo, or the name with its first letter as a mark. */
export function Brand() {
  const { logo } = useApp().brand
  const name = useBrandName()
  if (logo) {
    return (
      <div class="brand">
        <img class="brand-logo" src={logo} alt={name} />
      </div>
    )
  }
  const [initial = ''] = name
  return (
    <div class="brand">
      <span class="brand-mark" aria-hidden="true">
        {initial.toUpperCase()}
      </span>
      <bdi class="brand-name">{name}</bdi>
    </div>
  )
}
