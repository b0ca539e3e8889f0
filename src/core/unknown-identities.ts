import { z } from 'zod'
import type { Assignment, Facts } from './facts.ts'

type Command = Pick<Facts['commandGiven'], 'by' | 'at'>

/** How long (ms, by the clock of the messages) it holds that somebody is no agent. */
const holdsMs = 60_000
/** A look-up that was asked for so long ago (ms) is not waited for any more. */
const longestLookUp = 300_000
const mostKnown = 10
const mostOfOne = 4
const mostWaiting = 12

/** Who commanded and is no agent, and when that was. What older records name is asked about again. */
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
  /** Commands of those who are being looked up. */
  readonly pendingCommands: readonly Command[]
}

/** They are the customer of an agent here, or it was found a moment ago that they are nobody's colleague. */
export const isOutsider = (
  { assignments, unknownIdentities }: Pick<Known, 'assignments' | 'unknownIdentities'>,
  { by, at }: Command,
): boolean =>
  'identity' in by &&
  (assignments.some(({ customerIdentity }) => customerIdentity === by.identity) ||
    unknownIdentities.some((each) => each.identity === by.identity && at - each.at < holdsMs))

/** Who that is, is being looked up for an earlier command of theirs. */
export const isLookedUp = ({ pendingCommands }: Pick<Known, 'pendingCommands'>, { by, at }: Command): boolean =>
  'identity' in by &&
  pendingCommands.some(
    (each) => 'identity' in each.by && each.by.identity === by.identity && at - each.at < longestLookUp,
  )

/** One more command waits. Nobody's many commands push out somebody else's few. */
export function withCommand<C extends Command>(pendingCommands: readonly C[], command: C): C[] {
  const isTheirs = ({ by }: C) => 'identity' in by && 'identity' in command.by && by.identity === command.by.identity
  const kept = new Set(pendingCommands.filter(isTheirs).slice(1 - mostOfOne))
  return [...pendingCommands.filter((each) => !isTheirs(each) || kept.has(each)), command].slice(-mostWaiting)
}

/** These commands came from nobody who is an agent. */
export function withUnknownIdentities(known: UnknownIdentities, commands: readonly Command[]): UnknownIdentities {
  const latest = new Map(known.map(({ identity, at }) => [identity, at]))
  for (const { by, at } of commands) {
    if ('identity' in by) latest.set(by.identity, Math.max(at, latest.get(by.identity) ?? at))
  }
  return [...latest].map(([identity, at]) => ({ identity, at })).slice(-mostKnown)
}
