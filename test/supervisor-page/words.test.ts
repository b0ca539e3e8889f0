import { describe, expect, it } from 'vitest'
import { cause } from '../../src/features/video-escalation/model.ts'
import { de } from '../../supervisor-page/src/texts/de.ts'
import { en } from '../../supervisor-page/src/texts/en.ts'
import { es } from '../../supervisor-page/src/texts/es.ts'
import { fr } from '../../supervisor-page/src/texts/fr.ts'
import { ja } from '../../supervisor-page/src/texts/ja.ts'
import { ptBr } from '../../supervisor-page/src/texts/pt-br.ts'
import { causeText, refusalText } from '../../supervisor-page/src/texts/word.ts'

const locales = { en, es, fr, de, 'pt-BR': ptBr, ja }

describe.each(Object.entries(locales))('in %s', (_, texts) => {
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

it('French has no ordinary space where a line must not break', () => {
  expect(Object.entries(fr).filter(([, text]) => / [:;?!»]|« /.test(text))).toEqual([])
})

it('only German has a space before three dots', () => {
  const others = Object.entries(locales).filter(([locale]) => locale !== 'de')
  expect(others.flatMap(([, texts]) => Object.values(texts)).filter((text) => text.includes(' …'))).toEqual([])
})
