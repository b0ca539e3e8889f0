const offersEnd = ['reservation.rescinded', 'reservation.canceled']

/**
 * Whether the end of a reservation may be that of an unaccepted offer. Of several reservations on one task, the first
 * acceptance rescinds the others (up to 49), and a cancelled task cancels all. Such an end is about an agent only if
 * that agent had accepted.
 */
export const isOffer = (end: { readonly reservationSid?: string | undefined; readonly how: string }): boolean =>
  end.reservationSid !== undefined && offersEnd.includes(end.how)
