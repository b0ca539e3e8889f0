import { describe, expect, it } from 'vitest'
import { signJoinLink } from '../../src/access/join-link.ts'
import { noticeText } from '../../src/features/conversation-transfer/texts.ts'
import { escalationId } from '../../src/features/video-escalation/names.ts'
import { cancellations, cancelText, invites, inviteText } from '../../src/features/video-escalation/texts.ts'
import { asSms } from '../support/sms-segments.ts'

const locales = Object.keys(invites)
const latin = locales.filter((each) => each !== 'ja')
const spoken = (locale: string) => ({ locale, fallback: 'en' })

/** A link as posted, with a host that makes it this long. */
function linkOf(length: number): string {
  const token = signJoinLink({ escalationId: escalationId(`CH${'a'.repeat(32)}`, 1), generation: 1 }, 's'.repeat(32))
  const [start, end] = ['https://', `.example.com/j/${token}`]
  return `${start}${'v'.repeat(length - start.length - end.length)}${end}`
}
const lengths = [82, 88, 94]

describe('a text counted as an SMS', () => {
  it.each([
    ['160 letters of GSM-7', 'a'.repeat(160), { encoding: 'GSM-7', units: 160, segments: 1 }],
    ['161 letters of GSM-7', 'a'.repeat(161), { encoding: 'GSM-7', units: 161, segments: 2 }],
    ['307 letters of GSM-7', 'a'.repeat(307), { encoding: 'GSM-7', units: 307, segments: 3 }],
    ['80 letters of the extension', '€'.repeat(80), { encoding: 'GSM-7', units: 160, segments: 1 }],
    ['one letter outside of GSM-7 among 70', `${'a'.repeat(69)}í`, { encoding: 'UCS-2', units: 70, segments: 1 }],
    ['one letter outside of GSM-7 among 71', `${'a'.repeat(70)}ç`, { encoding: 'UCS-2', units: 71, segments: 2 }],
  ])('%s', (_, text, sms) => {
    expect(asSms(text)).toEqual(sms)
  })
})

describe.each(latin)('an SMS to a customer in %s', (locale) => {
  it.each(lengths)('the invite with a link of %s characters is one segment', (length) => {
    const link = linkOf(length)
    expect(link).toHaveLength(length)
    expect(asSms(inviteText(undefined, spoken(locale), link))).toMatchObject({ encoding: 'GSM-7', segments: 1 })
  })

  it('the cancellation is one segment', () => {
    expect(asSms(cancelText(spoken(locale)))).toMatchObject({ encoding: 'GSM-7', segments: 1 })
  })

  it.each([
    ['joined', 'Ada Lovelace'],
    ['joined', undefined],
    ['nobody', undefined],
  ] as const)('the notice "%s" of a transfer (name: %s) is one segment', (notice, name) => {
    expect(asSms(noticeText(notice, name, spoken(locale)))).toMatchObject({ encoding: 'GSM-7', segments: 1 })
  })
})

it('the invite in Japanese is two segments of UCS-2 with a link of 82 to 94 characters', () => {
  const counted = lengths.map((length) => asSms(inviteText(undefined, spoken('ja'), linkOf(length))))
  expect(counted.map(({ encoding, segments }) => [encoding, segments])).toEqual(lengths.map(() => ['UCS-2', 2]))
})

it('every language of the invite has a cancellation of its own', () => {
  expect(Object.keys(cancellations)).toEqual(locales)
})
