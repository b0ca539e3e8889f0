import { describe, expect, it } from 'vitest'
import { everyLocale } from '../../client-shared/locale.ts'
import { cause } from '../../src/features/video-escalation/model.ts'
import { loadTexts } from '../../supervisor-page/src/texts/load.ts'
import { causeText, refusalText } from '../../supervisor-page/src/texts/word.ts'

const locales = await Promise.all(everyLocale.map(async (locale) => [locale, await loadTexts(locale)] as const))

describe.each(locales)('in %s', (_, texts) => {
  it('every cause of an end has a text', () => {
    for (const why of cause.shape.why.options) expect(causeText(texts, why)).toBe(texts[`cause.${why}`])
  })

  it('a supervisor’s reason is shown after the cause, and the way in which a task was closed is not', () => {
    const [ended, closed] = [texts['cause.supervisor-ended'], texts['cause.task-closed']]
    expect(causeText(texts, 'supervisor-ended: abuse')).toBe(`${ended}: ${texts['why.abuse']}`)
    expect(causeText(texts, 'task-closed: completed')).toBe(closed)
    expect(causeText(texts, 'failed: Twilio 20429')).toBe(`${texts['cause.failed']}: Twilio 20429`)
  })

  it('a refusal has a text, also one of a newer server', () => {
    expect(refusalText(texts, 'ended')).toBe(texts['refused.ended'])
    expect(refusalText(texts, 'no-connection')).toBe(texts.noConnection)
    expect(refusalText(texts, 'of-a-newer-server')).toBe(texts['refused.other'])
  })
})
