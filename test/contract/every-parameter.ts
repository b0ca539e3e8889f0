import { fakeAccount } from '../../simulator/cloud/account.ts'
import { type RunningSimulator, restRequest } from '../simulator/running-simulator.ts'
import { bare } from './every-operation.ts'
import type { Listing, OpenApi } from './openapi.ts'

export interface KnownParameters {
  readonly known: number
  /** By operation. */
  readonly unknown: readonly string[]
  /** Operations that accept a parameter which no document has. */
  readonly credulous: readonly string[]
}

/**
 * Sends each operation each of its parameters alone, and one that does not exist. The values are nonsense: only names
 * count.
 */
export async function tryEveryParameter(simulator: RunningSimulator, { listings }: OpenApi): Promise<KnownParameters> {
  const unknown: string[] = []
  const credulous: string[] = []
  let known = 0
  for (const listing of listings) {
    const { product, method, template, parameters } = listing
    const name = `${method} ${product}${bare(template)}`
    for (const parameter of parameters) {
      if ((await answerTo(simulator, listing, parameter)).isUnknown) unknown.push(`${name} ${parameter}`)
      else known += 1
    }
    if (parameters.length > 0 && (await answerTo(simulator, listing, 'Nonsense')).status !== 400) credulous.push(name)
  }
  return { known, unknown, credulous }
}

async function answerTo(simulator: RunningSimulator, { product, method, template }: Listing, parameter: string) {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'AccountSid' ? fakeAccount.accountSid : `XX${'0'.repeat(32)}`,
  )
  const query = method === 'GET' ? `?${new URLSearchParams({ [parameter]: 'x' })}` : ''
  const answer = await simulator.app.request(`/${product}${path}${query}`, restRequest(method, { [parameter]: 'x' }))
  const isUnknown = (await answer.text()).includes(`Unknown parameter '${parameter}'`)
  return { status: answer.status, isUnknown }
}
