/** The locales of the join page. English is in the script itself but for what is read seldom; the others are files of their own beside it. */
export const tags = ['en', 'es', 'fr', 'de', 'pt-BR', 'ja'] as const
export type Tag = (typeof tags)[number]

/** The first wish that can be fulfilled, by language: Portuguese of any country is that of Brazil. English otherwise. */
export function tagFor(wishes: readonly (string | undefined)[]): Tag {
  for (const wish of wishes) {
    const language = wish?.split(/[-_]/)[0]?.toLowerCase()
    const found = tags.find((tag) => tag.split('-')[0] === language)
    if (found) return found
  }
  return 'en'
}
