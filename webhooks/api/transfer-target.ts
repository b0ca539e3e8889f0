import type { TransferTarget } from '../../src/core/facts.ts'
import { findTarget } from '../../src/features/conversation-transfer/find-target.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import { Refused } from '../problem.ts'

type Wanted = { readonly worker: string } | { readonly queue: string } | { readonly name: string }

/**
 * The agent or queue that is meant, by SID or by what an agent typed.
 *
 * @throws Refused 404 for none; 409 where a name fits several. Names that are like it are in the message.
 */
export async function chosen(
  wanted: Wanted,
  twilio: Pick<Twilio, 'worker' | 'queue' | 'targets'>,
): Promise<TransferTarget> {
  if ('name' in wanted) return called(wanted.name, twilio)
  const found = 'worker' in wanted ? await twilio.worker(wanted.worker) : await twilio.queue(wanted.queue)
  if (found) return found
  throw new Refused(404, 'unknown-target', 'There is no such agent or queue.')
}

async function called(name: string, twilio: Pick<Twilio, 'targets'>): Promise<TransferTarget> {
  const answer = findTarget(name, await twilio.targets())
  if ('target' in answer) {
    const { alsoCalled: _, ...target } = answer.target
    return target
  }
  const { code, message, found = [] } = answer.refused
  const like = found.length > 0 ? ` Found: ${found.join(', ')}.` : ''
  throw new Refused(code === 'unknown-target' ? 404 : 409, code, `${message}${like}`)
}
