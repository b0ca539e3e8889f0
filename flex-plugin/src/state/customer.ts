import type { Video } from './model.ts'

/**
 * Whether the customer is at the door or in the room. `waiting` only means that one of the two is. It is the customer
 * if their page says so, or if nothing is known of their page. In that case only the task says `waiting`, and it does
 * not for an agent alone.
 */
export const isCustomerThere = ({ customer }: Video): boolean =>
  customer === undefined || customer.step === 'waiting' || customer.step === 'joined'
