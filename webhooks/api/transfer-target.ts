import type { TransferTarget } from '../../src/core/commands.ts'
import { findTarget, type Reading, readings } from '../../src/features/conversation-transfer/contract.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import { Refused } from '../problem.ts'

type Wanted = { readonly worker: string } | { readonly queue: string } | { readonly name: string }

type Chosen = { readonly target: TransferTarget; readonly note?: string }

/**
 * Finds the target, by SID or by what an agent typed, and the note for the next agent. In typed text a note may follow
 * the name.
 *
 * @throws Refused 404 if there is none; 409 if the name fits several. The refusal lists similar names.
 */
export async function chosen(
  wanted: Wanted,
  note: string | undefined,
  twilio: Pick<Twilio, 'worker' | 'queue' | 'targets'>,
): Promise<Chosen> {
  if ('name' in wanted) return called(note ? [{ name: wanted.name, note }] : readings(wanted.name), twilio)
  const target = 'worker' in wanted ? await twilio.worker(wanted.worker) : await twilio.queue(wanted.queue)
  if (target) return { target, ...(note && { note }) }
  throw new Refused(404, 'unknown-target', 'There is no such agent or queue.')
}

async function called(meant: readonly Reading[], twilio: Pick<Twilio, 'targets'>): Promise<Chosen> {
  const answer = findTarget(meant, await twilio.targets())
  if ('target' in answer) {
    const { alsoCalled: _, ...target } = answer.target
    return { ...answer, target }
  }
  const { code, message, found } = answer.refused
  throw new Refused(code === 'unknown-target' ? 404 : 409, code, message, false, { found })
}
