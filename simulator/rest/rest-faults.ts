/**
 * A way in which a REST request fails. With `status`, `refuse` and `hang` the work is not done; with the other kinds it
 * is done, and the caller does not learn of it.
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
  /** A regular expression for the path, with or without the product: `/v1/Rooms` or `/video/v1/Rooms`. */
  readonly path?: string | undefined
  /** Regular expressions, each for the request parameter of that name: `{ UniqueName: 'CH…' }`. */
  readonly params?: Readonly<Record<string, string>> | undefined
  /** How many requests the fault hits. Without it: every request until cleared. */
  readonly times?: number | undefined
  readonly status?: number | undefined
  readonly code?: number | undefined
  readonly delayMs?: number | undefined
  readonly retryAfter?: number | undefined
  /** For `garbage`: a page, a line of text, or half of the answer. */
  readonly content?: 'html' | 'text' | 'half' | undefined
  /** For `drip`: the pause between two bytes. */
  readonly pauseMs?: number | undefined
}

export interface FaultyRequest {
  readonly product: string
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The active faults. The first one that matches a request applies and is used up by one. */
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

/** The error that a fault answers with. */
export function faultyError(fault: RestFault): { status: number; code: number; message: string } {
  const status = fault.status ?? 503
  const usual: Readonly<Record<number, number>> = { 401: 20003, 403: 20403, 404: 20404, 429: 20429, 500: 20500 }
  return { status, code: fault.code ?? usual[status] ?? 20503, message: 'Simulated fault' }
}
