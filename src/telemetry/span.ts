/** A piece of work: our own words, route patterns, Twilio's ids. Never a path, a query, a name or an error text. */
export type What = {
  readonly name: string
  readonly kind: 'request' | 'job' | 'call'
  readonly attributes: Readonly<Record<string, string | number>>
}

/** Finished work. Times in ms. */
export type Span = What & {
  /** The id in the logs' `trace` field; some work has none. */
  readonly trace: string | undefined
  readonly started: number
  readonly ms: number
  readonly isFailed: boolean
  /** The calls to Twilio during the work. */
  readonly calls: readonly Span[]
}

/** The attribute with an HTTP status. */
export const status = 'http.response.status_code'

/** Names a request by its route's pattern: the path may be a link, and the query may contain a phone number. */
export const requestSpan = (method: string, route: string): What => ({
  name: `${method} ${route}`,
  kind: 'request',
  attributes: { 'http.request.method': method, 'http.route': route },
})

type JobOf = {
  readonly feature: string
  readonly key: string
  readonly type: string
  readonly id: string
  readonly queue: string
}

/** Names a job as the log does. */
export const jobSpan = ({ feature, key, type, id, queue }: JobOf): What => ({
  name: type,
  kind: 'job',
  attributes: {
    'messaging.system': 'bullmq',
    'messaging.destination.name': queue,
    'escalate.feature': feature,
    'escalate.key': key,
    'escalate.id': id,
  },
})

/** Names a call to Twilio by its product. @param answered the status; 0 without an answer */
export const callSpan = (product: string, method: string, answered: number): What => ({
  name: `${method.toUpperCase()} ${product}`,
  kind: 'call',
  attributes: { 'http.request.method': method, 'escalate.product': product, [status]: answered },
})
