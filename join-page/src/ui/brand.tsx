import { useApp } from '../app-context.ts'

/** What the page calls itself: the company's name, else what it is, in the language of the page. */
export function useBrandName(): string {
  const { brand, texts } = useApp()
  return brand.name ?? texts.value.title
}

/** Whose page this is: the logo, which says the name itself, or the name beside its first letter. */
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
