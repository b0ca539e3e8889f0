import type { CallAssignment, Fact } from '../../core/facts.ts'

/** An acceptance found in TaskRouter whose event never arrived. */
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
