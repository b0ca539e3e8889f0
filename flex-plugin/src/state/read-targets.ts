import { field, textField } from '../flex/field.ts'

/** Transfer targets other than available agents: SIDs of queues. `hasWarm`: warm transfers are possible. */
export type Targets = { readonly hasWarm: boolean; readonly queues: readonly string[] }

/** Reads the server's list of transfer targets. */
export function readTargets(body: unknown): Targets | undefined {
  const queues = field(body, 'queues')
  if (!Array.isArray(queues)) return undefined
  return { hasWarm: field(body, 'hasWarm') === true, queues: queues.flatMap((each) => textField(each, 'sid') ?? []) }
}
