/** The time limits and retries of one webhook delivery. */
export interface Connection {
  readonly connectMs: number
  readonly readMs: number
  readonly totalMs: number
  readonly retries: number
  readonly retryOn: ReadonlySet<RetryReason>
}

/** `ct`: could not connect; `rt`: no answer in time; or the class of the answer's status. */
export type RetryReason = 'ct' | 'rt' | '4xx' | '5xx'

const usual: Connection = { connectMs: 5_000, readMs: 15_000, totalMs: 15_000, retries: 1, retryOn: new Set(['ct']) }
const conversations: Connection = { connectMs: 5_000, readMs: 5_000, totalMs: 5_000, retries: 0, retryOn: new Set() }

const reasons: readonly RetryReason[] = ['ct', 'rt', '4xx', '5xx']

/**
 * Reads the connection overrides behind the `#` of a callback URL (Twilio docs: "Webhooks: Connection Overrides").
 * Conversations gives up after five seconds, never retries and takes no overrides. A value out of range is ignored.
 */
export function connectionFor(product: string, url: string): Connection {
  if (product === 'conversations') return conversations
  const hash = url.indexOf('#')
  if (hash === -1) return usual
  const overrides = new URLSearchParams(url.slice(hash + 1))
  const within = (name: string, least: number, most: number, otherwise: number): number => {
    const value = Number(overrides.get(name) ?? Number.NaN)
    return Number.isInteger(value) && value >= least && value <= most ? value : otherwise
  }
  return {
    connectMs: within('ct', 100, 10_000, usual.connectMs),
    readMs: within('rt', 100, 15_000, usual.readMs),
    totalMs: within('tt', 100, 15_000, usual.totalMs),
    retries: within('rc', 0, 5, usual.retries),
    retryOn: retryPolicy(overrides.get('rp')),
  }
}

function retryPolicy(policy: string | null): ReadonlySet<RetryReason> {
  if (policy === null) return usual.retryOn
  const named = policy.split(',')
  return new Set(named.includes('all') ? reasons : reasons.filter((reason) => named.includes(reason)))
}
