import type { CallDesk, Fact } from '../../core/facts.ts'

/** An acceptance that TaskRouter told nobody here of, as it is found there. */
export const foundDesk = (key: string, { at, ...desk }: CallDesk & { readonly at: number }): Fact => ({
  type: 'call.desk-opened',
  id: `found-${desk.reservationSid}`,
  key,
  at,
  desk,
})
