import { expect, it } from 'vitest'
import { fill } from '../../client-shared/fill.ts'
import { everyLocale } from '../../client-shared/locale.ts'
import { refusals, refusalText } from '../../join-page/src/room/refusal-words.ts'
import { loadTexts } from '../../join-page/src/texts/load.ts'

it.each(everyLocale)(
  'in %s a refused command has a reason in that language, also for an unknown code',
  async (locale) => {
    const t = await loadTexts(locale)
    for (const [code, key] of Object.entries(refusals))
      expect(refusalText(code, t)).toBe(fill(t.commandFailed, { reason: t[key] }))
    expect(refusalText('of-a-newer-server', t)).toBe(t.commandFailedOther)
  },
)
