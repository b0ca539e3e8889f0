import { field, textField } from '../flex/field.ts'

/** Whom a chat can go to, beside available agents: SIDs of queues. `hasWarm`: somebody can be brought in. */
export type Targets = { readonly hasWarm: boolean; readonly queues: readonly string[] }

/** The targets of a transfer, as the server lists them. */
export function readTargets(body: unknown): Targets | undefined {
  const queues = field(body, 'queues')
  if (!Array.isArray(queues)) return undefined
  return { hasWarm: field(body, 'hasWarm') === true, queues: queues.flatMap((each) => textField(each, 'sid') ?? []) }
}
