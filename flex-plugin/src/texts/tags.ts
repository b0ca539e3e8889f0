/**
 * The locales of the join page. The script contains English, except its late texts; each other locale is a separate
 * file.
 */
export const tags = ['en', 'es', 'fr', 'de', 'pt-BR', 'ja'] as const
export type Tag = (typeof tags)[number]

/** Picks the first known language of the list, else English. Portuguese of any country becomes Brazilian. */
export function tagFor(wishes: readonly (string | undefined)[]): Tag {
  for (const wish of wishes) {
    const language = wish?.split(/[-_]/)[0]?.toLowerCase()
    const found = tags.find((tag) => tag.split('-')[0] === language)
    if (found) return found
  }
  return 'en'
}
