/**
 * A way in which a REST request goes wrong. What matters to a caller is whether the work was done:
 * not for `status`, `refuse` and `hang`; done, and unheard of, for the others.
 */
export interface RestFault {
  readonly kind:
    | 'status'
    | 'lose-answer'
    | 'drop-connection'
    | 'refuse'
    | 'hang'
    | 'hang-after'
    | 'garbage'
    | 'cut-answer'
    | 'drip'
  readonly product?: string | undefined
  readonly method?: string | undefined
  /** A regular expression, tried on `/v1/Rooms` and on `/video/v1/Rooms`. */
  readonly path?: string | undefined
  /** Regular expressions, each tried on the request's parameter of that name: `{ UniqueName: 'CH…' }`. */
  readonly params?: Readonly<Record<string, string>> | undefined
  /** How many requests it hits. Missing: all, until cleared. */
  readonly times?: number | undefined
  readonly status?: number | undefined
  readonly code?: number | undefined
  readonly delayMs?: number | undefined
  readonly retryAfter?: number | undefined
  /** Of `garbage`: a page, a line of text, or half of the answer. */
  readonly content?: 'html' | 'text' | 'half' | undefined
  /** Of `drip`: the pause between two bytes. */
  readonly pauseMs?: number | undefined
}

export interface FaultyRequest {
  readonly product: string
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The rules in force. The first one that fits a request applies and is used up by one. */
export interface RestFaults {
  readonly add: (fault: RestFault) => string
  readonly pick: (request: FaultyRequest) => RestFault | undefined
  readonly clear: () => void
}

export function createRestFaults(): RestFaults {
  let rules: { readonly fault: RestFault; left: number }[] = []
  let made = 0
  return {
    add(fault) {
      rules.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })
      made += 1
      return `fault-${made}`
    },
    pick(request) {
      const rule = rules.find(({ fault, left }) => left > 0 && fits(fault, request))
      if (rule === undefined) return undefined
      rule.left -= 1
      return rule.fault
    },
    clear() {
      rules = []
    },
  }
}

function fits(fault: RestFault, { product, method, path, params }: FaultyRequest): boolean {
  const address = new RegExp(fault.path ?? '')
  return (
    (fault.product ?? product) === product &&
    (fault.method ?? method).toUpperCase() === method &&
    (address.test(path) || address.test(`/${product}${path}`)) &&
    Object.entries(fault.params ?? {}).every(([name, pattern]) => new RegExp(pattern).test(String(params[name] ?? '')))
  )
}

/** The answer a fault puts in place of the true one. */
export function faultyError(fault: RestFault): { status: number; code: number; message: string } {
  const status = fault.status ?? 503
  const usual: Readonly<Record<number, number>> = { 401: 20003, 403: 20403, 404: 20404, 429: 20429, 500: 20500 }
  return { status, code: fault.code ?? usual[status] ?? 20503, message: 'Simulated fault' }
}
