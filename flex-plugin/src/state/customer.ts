import type { Video } from './model.ts'

/**
 * `waiting` is said when one of the two is there. It is the customer where their page says so, or where nothing is known of
 * their page at all: then only the task has told, and of an agent alone it is no matter.
 */
export const isCustomerThere = ({ customer }: Video): boolean =>
  customer === undefined || customer.step === 'waiting' || customer.step === 'joined'
