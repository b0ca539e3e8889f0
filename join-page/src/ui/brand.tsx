import { useApp } from '../app-context.ts'

/** Whose page this is: the logo, which says the name itself, or the name beside its first letter. */
export function Brand() {
  const { name, logo } = useApp().brand
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
