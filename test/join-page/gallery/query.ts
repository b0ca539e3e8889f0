import { everyLocale, type Locale } from '../../../client-shared/locale.ts'

/** The query of the address: `?state=welcome&locale=ja&theme=dark&dir=rtl&name=Ana&color=%23ff0&brand=Acme&logo=1`. */
export type Query = {
  readonly state: string
  readonly locale: Locale
  readonly theme: string | undefined
  readonly dir: string | undefined
  readonly name: string
  readonly brand: { readonly name: string; readonly color?: string; readonly logo?: string }
}

const logo =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 32"%3E%3Ccircle cx="16" cy="16" r="14" fill="%23803"/%3E%3Cpath d="M38 8h74v16H38z" fill="%23222"/%3E%3C/svg%3E'

export function readQuery(search: string): Query {
  const asked = new URLSearchParams(search)
  const color = asked.get('color')
  return {
    state: asked.get('state') ?? 'welcome',
    locale: everyLocale.find((each) => each === asked.get('locale')) ?? 'en',
    theme: asked.get('theme') ?? undefined,
    dir: asked.get('dir') ?? undefined,
    name: asked.get('name') ?? 'Ana',
    brand: {
      name: asked.get('brand') ?? 'Northwind Care',
      ...(color ? { color } : {}),
      ...(asked.has('logo') ? { logo } : {}),
    },
  }
}
