import { z } from 'zod'
import type { Assignment, Facts } from './facts.ts'

type Command = Pick<Facts['commandGiven'], 'by' | 'at'>

/** How long (ms, by the clock of the messages) an identity stays known as no agent's. */
const holdsMs = 60_000
/** After this time (ms) a look-up counts as lost. */
const longestLookUp = 300_000
const mostKnown = 10
const mostOfOne = 4
const mostWaiting = 12

/** Identities of no agent that commanded, and when. Those in older records are looked up again. */
export const unknownIdentities = z.array(
  z.union([
    z.object({ identity: z.string(), at: z.number() }),
    z.string().transform((identity) => ({ identity, at: Number.MIN_SAFE_INTEGER })),
  ]),
)
export type UnknownIdentities = z.infer<typeof unknownIdentities>

type Known = {
  readonly assignments: readonly Pick<Assignment, 'customerIdentity'>[]
  readonly unknownIdentities: UnknownIdentities
  /** Commands whose senders are being looked up. */
  readonly pendingCommands: readonly Command[]
}

/** Whether the sender is a customer of this conversation, or was just found to be no agent. */
export const isOutsider = (
  { assignments, unknownIdentities }: Pick<Known, 'assignments' | 'unknownIdentities'>,
  { by, at }: Command,
): boolean =>
  'identity' in by &&
  (assignments.some(({ customerIdentity }) => customerIdentity === by.identity) ||
    unknownIdentities.some((each) => each.identity === by.identity && at - each.at < holdsMs))

/** Whether the sender is already being looked up for an earlier command. */
export const isLookedUp = ({ pendingCommands }: Pick<Known, 'pendingCommands'>, { by, at }: Command): boolean =>
  'identity' in by &&
  pendingCommands.some(
    (each) => 'identity' in each.by && each.by.identity === by.identity && at - each.at < longestLookUp,
  )

/** Adds a pending command. Many commands of one sender never push out those of another. */
export function withCommand<C extends Command>(pendingCommands: readonly C[], command: C): C[] {
  const isSameSender = ({ by }: C) =>
    'identity' in by && 'identity' in command.by && by.identity === command.by.identity
  const kept = new Set(pendingCommands.filter(isSameSender).slice(1 - mostOfOne))
  return [...pendingCommands.filter((each) => !isSameSender(each) || kept.has(each)), command].slice(-mostWaiting)
}

/** Adds the senders of commands that no agent gave. */
export function withUnknownIdentities(known: UnknownIdentities, commands: readonly Command[]): UnknownIdentities {
  const latest = new Map(known.map(({ identity, at }) => [identity, at]))
  for (const { by, at } of commands) {
    if ('identity' in by) latest.set(by.identity, Math.max(at, latest.get(by.identity) ?? at))
  }
  return [...latest].map(([identity, at]) => ({ identity, at })).slice(-mostKnown)
}
