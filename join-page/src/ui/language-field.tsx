import { everyLocale, locales } from '../../../client-shared/locale.ts'
import { useApp } from '../app-context.ts'
import { Icon } from './icon.tsx'

/** The choice of the page's language, each named in that language. In the header of every screen except the room. */
export function LanguageField() {
  const { language, texts } = useApp()
  return (
    <label class="language">
      <Icon name="globe" />
      <span class="visually-hidden">{texts.value.language}</span>
      <select
        data-action="language"
        value={language.locale.value}
        onChange={({ currentTarget: { value } }) => {
          const locale = everyLocale.find((each) => each === value)
          if (locale) void language.choose(locale)
        }}
      >
        {everyLocale.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {locales[locale]}
          </option>
        ))}
      </select>
    </label>
  )
}
