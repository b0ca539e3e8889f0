import { fakeAccount } from '../../simulator/cloud/account.ts'
import { type RunningSimulator, restRequest } from '../simulator/running-simulator.ts'
import type { Listing, OpenApi } from './openapi.ts'
import { operationParameters } from './operation-parameters.ts'
import { prepareAccount } from './prepared-account.ts'

/** The simulator's answer to one operation of Twilio's documents. `refused` means 501 with `X-Simulator-Gap`. */
export interface Verdict {
  readonly name: string
  readonly how: 'right' | 'wrong' | 'refused'
  readonly detail: string
}

/** Calls every operation of the documents once, on an account that has one of everything. */
export async function driveEveryOperation(
  simulator: RunningSimulator,
  documents: OpenApi,
): Promise<readonly Verdict[]> {
  const sids = new Map<string, string>(await prepareAccount(simulator))
  const verdicts: Verdict[] = []
  for (const listing of inOrder(documents.listings)) verdicts.push(await drive(simulator, documents, listing, sids))
  return verdicts
}

async function drive(
  simulator: RunningSimulator,
  documents: OpenApi,
  { product, method, template, takesJson }: Listing,
  sids: Map<string, string>,
): Promise<Verdict> {
  const name = `${method} ${product}${bare(template)}`
  const path = address(product, template, sids)
  if (path === undefined) return { name, how: 'wrong', detail: 'there is none of these' }
  const params = operationParameters(method, bare(template), sids)
  const query = method === 'GET' ? `?${new URLSearchParams(params)}` : ''
  const response = await simulator.app.request(
    `/${product}${path}${query}`,
    asTaken(restRequest(method, params), params, takesJson),
  )
  const body: unknown = response.status === 204 ? undefined : await response.json()
  remember(product, template, body, sids)
  const gap = response.headers.get('x-simulator-gap')
  if (response.status === 501 && gap !== null) return { name, how: 'refused', detail: gap }
  const validate = documents.find(product, method, path)?.answers.get(response.status)
  if (validate === undefined) return { name, how: 'wrong', detail: `${response.status} ${JSON.stringify(body)}` }
  if (validate === null || validate(body)) return { name, how: 'right', detail: String(response.status) }
  const errors = (validate.errors ?? []).map(
    (each) => `${each.instancePath} ${each.message} ${JSON.stringify(each.params)}`,
  )
  return { name, how: 'wrong', detail: errors.slice(0, 4).join('; ') }
}

const asTaken = (request: RequestInit, params: Readonly<Record<string, string>>, takesJson: boolean): RequestInit =>
  takesJson
    ? { ...request, headers: { ...request.headers, 'content-type': 'application/json' }, body: JSON.stringify(params) }
    : request

/** Makes, lists, reads; then changes and deletes, deepest first. */
function inOrder(listings: readonly Listing[]): readonly Listing[] {
  const phase = ({ method, template }: Listing): number => {
    const ofOne = /\{\w+\}(\.json)?$/.test(template)
    if (method === 'GET') return ofOne ? 2 : 1
    return method === 'POST' && !ofOne ? 0 : 3
  }
  const depth = ({ template }: Listing): number => template.split('/').length
  const rank = (each: Listing): readonly number[] =>
    phase(each) < 3 ? [phase(each), depth(each), 0] : [3, -depth(each), each.method === 'POST' ? 0 : 1]
  return [...listings].sort((one, other) => {
    const [a, b] = [rank(one), rank(other)]
    const differs = a.findIndex((value, i) => value !== b[i])
    return differs === -1 ? 0 : (a[differs] ?? 0) - (b[differs] ?? 0)
  })
}

/** A template without the names of its variables, the account and `.json`. */
export const bare = (template: string): string =>
  template
    .replace('/2010-04-01/Accounts/{AccountSid}', '')
    .replace(/\.json$/, '')
    .replace(/\{\w+\}/g, '{}')

function address(product: string, template: string, sids: ReadonlyMap<string, string>): string | undefined {
  let isWhole = true
  const path = template.replace(/\{(\w+)\}/g, (_, name: string, at: number) => {
    if (name === 'AccountSid') return fakeAccount.accountSid
    const sid = sids.get(`${product}${bare(template.slice(0, at - 1))}`)
    isWhole &&= sid !== undefined
    return sid ?? ''
  })
  return isWhole ? path : undefined
}

/** Later operations use the first resource that was made or listed. */
function remember(product: string, template: string, body: unknown, sids: Map<string, string>): void {
  const key = `${product}${bare(template)}`
  if (key.endsWith('}') || sids.has(key) || typeof body !== 'object' || body === null) return
  const listed = Object.values(body).find((each) => Array.isArray(each)) as readonly unknown[] | undefined
  const { sid, ttid } = (listed === undefined ? body : (listed[0] ?? {})) as { sid?: unknown; ttid?: unknown }
  const found = sid ?? ttid
  if (typeof found === 'string') sids.set(key, found)
}
