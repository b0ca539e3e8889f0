import type { Context, Next } from 'hono'
import { readVisitor } from './visitor.ts'

/** Longer addresses have no token in them that somebody lost. */
const mostCharacters = 2_000
/** Seen by nobody: zero-width characters, soft hyphens, marks of direction, and white space of every kind. */
const unseen = /[\p{Cf}\p{Cc}\s]/gu

/**
 * What could be the token in the rest of an address after `/j/`, that a chat, a mail program or a person has dressed up: with
 * punctuation and brackets around it, a slash or `&amp;` behind it, characters that nobody sees in it, letters
 * percent-encoded, or the line breaks of quoted-printable mail (`=`). Which one is ours its signature tells.
 */
export function candidates(rest: string): readonly string[] {
  if (rest.length > mostCharacters) return []
  const text = decoded(decoded(rest)).replace(unseen, '')
  const [run = ''] = /[\w-]+/.exec(text) ?? []
  // `_`, `-` and `*` around a word are how chats write it slanted; the first two are letters of a token, too.
  const bare = run.replace(/^[_-]+|[_-]+$/g, '')
  const [joined = ''] = /[\w-]+/.exec(text.replaceAll(/=(?:0D|0A)*/g, '')) ?? []
  const withoutLast = [1, 2, 3].map((n) => run.slice(0, -n))
  const withoutFirst = [1, 2, 3].map((n) => run.slice(n))
  return [...new Set([run, bare, joined, ...withoutLast, ...withoutFirst])].filter(Boolean)
}

/** Leads an address with a genuine token somewhere in it to that token's own. A changed token stays as it is, and is no good. */
export const tidyAddress = (linkSecrets: readonly string[]) =>
  async function tidyAddress(c: Context, next: Next) {
    // As it was sent: the page reads its address without Hono, which undoes percent-encoding.
    const rest = new URL(c.req.url).pathname.slice('/j/'.length)
    const [first = '', ...more] = rest.split('/')
    const isClean = readVisitor(first, linkSecrets) !== undefined && !(more.length === 1 && more[0] === '')
    if (c.req.method !== 'GET' || isClean) return next()
    const token = candidates(rest).find((each) => readVisitor(each, linkSecrets) !== undefined)
    return token ? c.redirect(`/j/${token}`) : next()
  }

/** Percent-encoding undone as far as it makes sense. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  }
}
