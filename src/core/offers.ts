const offersEnd = ['reservation.rescinded', 'reservation.canceled']

/**
 * With several reservations on one task, the first acceptance rescinds the others, up to 49 of them, and a cancelled task cancels
 * them all. Such an end tells of an agent only where that agent had accepted.
 */
export const isOffer = (end: { readonly reservationSid?: string | undefined; readonly how: string }): boolean =>
  end.reservationSid !== undefined && offersEnd.includes(end.how)
