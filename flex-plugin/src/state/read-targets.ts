import { field, textField } from '../flex/field.ts'
import type { Targets } from '../server/transfer-api.ts'

/** What the server says of whom a chat can go to. */
export function readTargets(body: unknown): Targets | undefined {
  const queues = field(body, 'queues')
  if (!Array.isArray(queues)) return undefined
  return { hasWarm: field(body, 'hasWarm') === true, queues: queues.flatMap((each) => textField(each, 'sid') ?? []) }
}
