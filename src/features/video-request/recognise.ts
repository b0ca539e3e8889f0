import { words } from './words.ts'

/** `on`: our own words; or the contact centre's own phrases, each of which is a request by itself. */
export type Words = 'off' | 'on' | readonly string[]

/** Longer messages tell a story. Finding the wish in it is the agent's. */
const longest = 300
/** A message of so few words that names a live video is about nothing else. */
const fewWords = 4

/**
 * Makes the rule that recognises a customer's request for video. It misses a request rather than see one where none is:
 * an agent who reads too many wrong ones stops looking. Compares whole words, without case, accents and punctuation.
 */
export function asksForVideo(given: Words): (text: string) => boolean {
  if (given === 'off') return () => false
  const hasOwn = given === 'on' ? undefined : oneOf(given)
  return (text) => {
    if (text.length > longest || isCommand(text)) return false
    const message = plain(text)
    return hasOwn ? hasOwn(message) : isRequest(message)
  }
}

/** Like a command, also where it is none: `/video please`. */
const isCommand = (text: string) => /^[\s\p{Cf}]*[/\u2044\u2215\u2571\u27cb\u29f8\uff0f]/u.test(text)

/** Between spaces, also at the ends, so that whole words can be looked for. */
const plain = (text: string): string =>
  ` ${text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

const hasNoSpaces = (phrase: string) => /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u.test(phrase)

function oneOf(phrases: readonly string[]): (message: string) => boolean {
  const sought = phrases.map(plain).map((phrase) => (hasNoSpaces(phrase) ? phrase.trim() : phrase))
  return (message) => sought.some((phrase) => message.includes(phrase))
}

const languages = Object.values(words).map(({ calls, wishes, asking }) => ({
  isCall: oneOf(calls.split(',')),
  isWish: oneOf(wishes.split(',')),
  isAsking: oneOf(asking.split(',')),
}))
const isBut = oneOf(Object.values(words).flatMap(({ but }) => but.split(',')))

function isRequest(message: string): boolean {
  if (!languages.some(({ isCall, isWish }) => isCall(message) || isWish(message)) || isBut(message)) return false
  const isShort = !hasNoSpaces(message) && message.trim().split(' ').length <= fewWords
  return languages.some(
    ({ isCall, isWish, isAsking }) => isWish(message) || (isCall(message) && (isShort || isAsking(message))),
  )
}
