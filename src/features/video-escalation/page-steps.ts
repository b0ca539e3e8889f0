import type { Escalation, EventOf } from './model.ts'

type Customer = Escalation['customer']
type Told = Pick<EventOf<'readiness.changed'>, 'identity' | 'device' | 'step' | 'detail' | 'at'>
type Page = Customer['pages'][number]

/** Further pages of one customer are a network's leftovers. */
const most = 6

/**
 * How far the customer is, by their page's word. They may have several pages: a second tab, a second device, a program that looks
 * what the link is. What the agent reads is the last word of those that are open, so one that closes takes only its own word back.
 */
export function withStep(video: Escalation, told: Told): Customer {
  const { customer } = video
  if (told.step === 'left') return withoutPage(video, told)
  const { device, step, detail, at } = told
  const known = customer.pages.find((each) => each.device === device)
  // Since when they are where they are, is known already.
  if (known?.step === step && known.detail === detail) return customer
  const page = { device, step, at, ...(detail && { detail }) }
  const pages = [...customer.pages.filter((each) => each !== known), page].slice(-most)
  return { ...customer, pages, step: stepOf(page) }
}

/** Nobody has left of whom nothing was heard. */
function withoutPage({ customer, seats }: Escalation, { identity, device, detail, at }: Told): Customer {
  const isPage = customer.pages.some((each) => each.device === device)
  // An older release did not keep whose step it is.
  const isOlder = customer.pages.length === 0 && customer.step !== undefined && customer.step.step !== 'left'
  const isSeated = customer.isWaiting && (seats[identity] ?? '') === device
  if (!isPage && !isOlder && !isSeated) return customer
  const pages = customer.pages.filter((each) => each.device !== device)
  const last = pages.at(-1)
  const step = last ? stepOf(last) : ({ step: 'left', at, ...(detail && { detail }) } as const)
  return { ...customer, pages, step, isWaiting: false }
}

/** Whoever takes the seat over has left the other device behind. */
export const onlyFrom = (customer: Customer, device: string): Customer => ({
  ...customer,
  pages: customer.pages.filter((each) => each.device === device),
})

const stepOf = ({ device: _, ...step }: Page) => step
