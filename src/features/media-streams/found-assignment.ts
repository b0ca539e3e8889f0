import type { CallAssignment, Fact } from '../../core/facts.ts'

/** An acceptance that TaskRouter told nobody here of, as it is found there. */
export const foundAssignment = (
  key: string,
  { at, ...assignment }: CallAssignment & { readonly at: number },
): Fact => ({
  type: 'call.assignment-opened',
  id: `found-${assignment.reservationSid}`,
  key,
  at,
  assignment,
})
