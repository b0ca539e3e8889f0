import { RestError } from './rest-error.ts'

/** Requests per second; null: no limit. */
export interface Rates {
  /** TaskRouter's lists by an expression, counted for each list (changelog of 2024-10-18). */
  readonly expressionLists: number | null
  /** Video, for the whole account ("Programmable Video Limits"). */
  readonly videoReads: number | null
  readonly videoWrites: number | null
  /**
   * Conversations ("Conversations Limits"): creating and deleting conversations, counted by service; everything else,
   * by conversation.
   */
  readonly conversationActions: number | null
  /** Flex's Interactions, counted by endpoint ("Limits of Flex Conversations"). */
  readonly interactionRequests: number | null
}

export const documentedRates: Rates = {
  expressionLists: 3,
  videoReads: 80,
  videoWrites: 20,
  conversationActions: 30,
  interactionRequests: 20,
}

export interface CountedRequest {
  readonly product: string
  readonly method: string
  readonly path: string
  /** The matched route's path: Twilio's "endpoint". */
  readonly pattern: string
  readonly params: Readonly<Record<string, unknown>>
}

export interface RateLimits {
  /**
   * Counts a request.
   * @throws RestError 429/20429 if it exceeds the rate; then nothing is done
   */
  readonly spend: (request: CountedRequest) => void
  readonly change: (rates: Partial<Rates>) => Rates
  readonly reset: () => Rates
}

/** Uses real time: the simulated clock may stand still. */
export function createRateLimits(usual: Rates, now: () => number = () => performance.now()): RateLimits {
  let rates = usual
  const recent = new Map<string, readonly number[]>()
  return {
    spend(request) {
      const counted = countedBy(request)
      if (counted === undefined) return
      const most = rates[counted.rate]
      if (most === null) return
      const name = `${counted.rate} ${counted.of}`
      const since = now() - 1_000
      const times = (recent.get(name) ?? []).filter((at) => at > since)
      if (times.length >= most) throw new RestError(429, 20429, 'Too many requests')
      recent.set(name, [...times, now()])
    },
    change(changed) {
      rates = { ...rates, ...changed }
      return rates
    },
    reset() {
      recent.clear()
      rates = usual
      return rates
    },
  }
}

const expressions = ['EvaluateTaskAttributes', 'TargetWorkersExpression', 'EvaluateWorkerAttributes']

/** The rate that a request counts towards, and the unit it is counted for. */
function countedBy(request: CountedRequest): { readonly rate: keyof Rates; readonly of: string } | undefined {
  const { product, method, path, pattern, params } = request
  switch (product) {
    case 'taskrouter': {
      const isByExpression = expressions.some((name) => params[name] !== undefined && params[name] !== '')
      return method === 'GET' && isByExpression ? { rate: 'expressionLists', of: path } : undefined
    }
    case 'video':
      return { rate: method === 'GET' ? 'videoReads' : 'videoWrites', of: 'the account' }
    case 'conversations':
      return method === 'GET' ? undefined : { rate: 'conversationActions', of: conversationIn(method, path) }
    case 'flex-api':
      return pattern.startsWith('/v1/Interactions')
        ? { rate: 'interactionRequests', of: `${method} ${pattern}` }
        : undefined
    default:
      return undefined
  }
}

/** A conversation's two addresses count as one. */
function conversationIn(method: string, path: string): string {
  const [, conversation, rest = ''] = /\/Conversations\/([^/]+)(\/.*)?$/.exec(path) ?? []
  return conversation === undefined || (method === 'DELETE' && rest === '') ? 'the service' : conversation
}
