import { Agent } from 'node:http'
import twilio from 'twilio'
import RequestClient from 'twilio/lib/base/RequestClient.js'
import type response from 'twilio/lib/http/response.js'
import { z } from 'zod'
import { retryAfterIn } from '../core/retry-after.ts'
import type { Called } from './called.ts'

export type Sdk = ReturnType<typeof twilio>
export type Account = {
  readonly accountSid: string
  readonly apiKeySid: string
  readonly apiKeySecret: string
  /** Unset: Twilio itself. Set: `https://<product>.twilio.com/<path>` becomes `<apiUrl>/<product>/<path>`. */
  readonly apiUrl?: string | undefined
  readonly timeoutMs: number
}

/** The address behind a Twilio URL, if `apiUrl` is configured. */
export const redirected = (uri: string, apiUrl: string | undefined): string =>
  apiUrl ? uri.replace(/^https:\/\/([\w.-]+)\.twilio\.com/, `${apiUrl}/$1`) : uri

/** An error with Retry-After. The SDK's own exceptions keep no headers. */
class TooManyRequests extends Error {
  override name = 'TooManyRequests'
  readonly status = 429
  readonly code: number
  readonly retryAfterMs: number | undefined
  constructor({ body, headers }: Answered) {
    const { code, message } = errorBody.safeParse(body).data ?? { code: 20429, message: 'Too many requests' }
    super(message)
    this.code = code
    this.retryAfterMs = retryAfterIn(z.string().optional().catch(undefined).parse(headers?.['retry-after']), Date.now())
  }
}

type Answered = { readonly body: unknown; readonly headers?: Readonly<Record<string, unknown>> }
const errorBody = z.object({ code: z.number(), message: z.string() })

/** The SDK's own client, with the configured address, and a report of each request. */
class Client extends RequestClient {
  readonly #apiUrl: string | undefined
  readonly #called: Called
  constructor({ apiUrl, timeoutMs }: Account, called: Called) {
    // No retries here: the queue repeats with back-off, and knows which requests may be repeated.
    super({ timeout: timeoutMs, keepAlive: true, autoRetry: false })
    // The SDK keeps https connections alive but not http ones.
    this.axios.defaults.httpAgent = new Agent({ keepAlive: true, maxSockets: 100 })
    this.#apiUrl = apiUrl
    this.#called = called
  }

  override async request<T>(options: RequestClient.RequestOptions<T>): Promise<response.default<T>> {
    const product = /^https:\/\/([\w-]+)\./.exec(options.uri)?.[1] ?? 'unknown'
    const started = performance.now()
    const report = (status: number) =>
      this.#called({ product, method: options.method, status, ms: performance.now() - started })
    const answer = await super
      .request<T>({ ...options, uri: redirected(options.uri, this.#apiUrl) })
      .catch((problem) => {
        report(0)
        throw problem
      })
    report(answer.statusCode)
    if (answer.statusCode === 429) throw new TooManyRequests(answer)
    return answer
  }
}

/** Creates the official SDK with the API key. */
export const createSdk = (account: Account, called: Called): Sdk =>
  twilio(account.apiKeySid, account.apiKeySecret, {
    accountSid: account.accountSid,
    httpClient: new Client(account, called),
  })
