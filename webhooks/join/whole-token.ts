import type { Context, Next } from 'hono'
import { readVisitor } from './visitor.ts'

/** A longer address is not searched: a token has 54 characters. */
const mostCharacters = 2_000
/** Invisible characters: zero-width ones, soft hyphens, direction marks, and white space of every kind. */
const unseen = /[\p{Cf}\p{Cc}\s]/gu

/**
 * Lists the possible tokens in the part of an address after `/j/`, at most nine. Chats, mail programs and people add punctuation
 * and brackets, a slash or `&amp;`, invisible characters, percent-encoding, and the line breaks of quoted-printable mail (`=`).
 * The signature tells which candidate is a genuine token.
 */
export function candidates(rest: string): readonly string[] {
  if (rest.length > mostCharacters) return []
  const text = decoded(decoded(rest)).replace(unseen, '')
  const [run = ''] = /[\w-]+/.exec(text) ?? []
  // Chats put `_`, `-` and `*` around a word for emphasis. A token can contain `_` and `-`, too.
  const bare = run.replace(/^[_-]+|[_-]+$/g, '')
  const [joined = ''] = /[\w-]+/.exec(text.replaceAll(/=(?:0D|0A)*/g, '')) ?? []
  const withoutLast = [1, 2, 3].map((n) => run.slice(0, -n))
  const withoutFirst = [1, 2, 3].map((n) => run.slice(n))
  return [...new Set([run, bare, joined, ...withoutLast, ...withoutFirst])].filter(Boolean)
}

/** Redirects an address that contains a genuine token to `/j/<token>`. An address with a changed token is left alone and gets a 404. */
export const tidyAddress = (linkSecrets: readonly string[]) =>
  async function tidyAddress(c: Context, next: Next) {
    // The raw path: Hono's own path is decoded, but the page reads its address as it was sent.
    const rest = new URL(c.req.url).pathname.slice('/j/'.length)
    const [first = '', ...more] = rest.split('/')
    const isClean = readVisitor(first, linkSecrets) !== undefined && !(more.length === 1 && more[0] === '')
    if (c.req.method !== 'GET' || isClean) return next()
    const token = candidates(rest).find((each) => readVisitor(each, linkSecrets) !== undefined)
    return token ? c.redirect(`/j/${token}`) : next()
  }

/** Decodes percent-encoding. A broken sequence keeps the rest readable: only printable ASCII is decoded then. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  }
}
