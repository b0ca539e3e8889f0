import type { Journal, JournalEntry } from '../cloud/journal.ts'

/** One entry of the desk's list of latest events. `status` is the HTTP status of the answer, if there was one. */
export interface News {
  readonly n: number
  readonly at: string
  readonly kind: 'change' | 'webhook' | 'request'
  readonly what: string
  readonly about: string
  readonly status: string | null
  /** The fault that caused it, in words. */
  readonly fault: string | null
  readonly isBad: boolean
}

const most = 40
// Most journal entries are successful requests, which the list skips. So it reads more entries than it shows.
const lookedAt = 400

/** The latest changes, every webhook, and the failed requests; newest first. */
export function latestNews(journal: Journal): News[] {
  const entries = journal.after(Math.max(0, journal.last() - lookedAt))
  return entries.flatMap(newsOf).slice(-most).reverse()
}

function newsOf(entry: JournalEntry): News[] {
  const { n, at, kind } = entry
  switch (kind) {
    case 'change': {
      const calm = { status: null, fault: null, isBad: false }
      return [{ n, at, kind, what: entry.change, about: aboutChange(entry), ...calm }]
    }
    case 'webhook': {
      const { event: what, path, attempt, status, error, fault = null } = entry
      const about = joined(path, attempt > 1 && `attempt ${attempt}`, fault, error)
      return [{ n, at, kind, what, about, ...answered(status), fault }]
    }
    case 'request': {
      const { product, method, pattern, status, fault = null } = entry
      if (fault === null && (status ?? 599) < 500) return []
      const what = `${method} ${pattern.replace(/^\/v\d(?:\/Services\/:\w+(?=\/))?|\/:\w+/g, '')}`
      return [
        { n, at, kind, what, about: joined(product, inWords[fault ?? '']), ...answered(status), isBad: true, fault },
      ]
    }
    case 'gap': {
      const { product, method, path, gap } = entry
      const about = joined(product, `not imitated: ${gap}`)
      return [{ n, at, kind: 'request', what: `${method} ${path}`, about, status: null, fault: null, isBad: false }]
    }
    case 'unexpected': {
      const { product, method, path, status } = entry
      const about = joined(product, 'an address the simulator does not know')
      return [{ n, at, kind: 'request', what: `${method} ${path}`, about, ...answered(status), fault: null }]
    }
  }
}

// What each kind of fault does, in the caller's words.
const inWords: Readonly<Record<string, string>> = {
  status: 'not done, on purpose',
  refuse: 'not done, connection cut',
  hang: 'not done, no answer',
  'lose-answer': 'done, but the answer was lost',
  'drop-connection': 'done, but the connection was cut',
  'hang-after': 'done, but never answered',
  garbage: 'done, but answered with garbage',
}

const joined = (...words: readonly (string | false | null | undefined)[]) => words.filter(Boolean).join(', ')

const answered = (status: number | null) => ({
  status: String(status ?? 'no answer'),
  isBad: status === null || status >= 400,
})

function aboutChange({ sid, detail }: Extract<JournalEntry, { kind: 'change' }>): string {
  const values = ['identity', 'author', 'taskStatus', 'why', 'status'].map((name) => detail[name])
  const word = values.find((each) => typeof each === 'string')
  return `${word === undefined ? '' : `${word} · `}${sid.slice(0, 2)}…${sid.slice(-4)}`
}
