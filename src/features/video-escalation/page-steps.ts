import type { Escalation, EventOf } from './model.ts'

type Customer = Escalation['customer']
type Report = Pick<EventOf<'readiness.changed'>, 'identity' | 'device' | 'step' | 'detail' | 'at'>
type Page = Customer['pages'][number]

/** Pages kept for one customer; any more are left over from bad networks. */
const most = 6

/**
 * Records the customer's readiness step, as a page reports it. A customer may have several pages: a second tab, a
 * second device, a program that previews the link. The agent reads the latest step of the open pages, so a page that
 * closes withdraws only its own step.
 */
export function withStep(video: Escalation, report: Report): Customer {
  const { customer } = video
  if (report.step === 'left') return withoutPage(video, report)
  const { device, step, detail, at } = report
  const known = customer.pages.find((each) => each.device === device)
  // The time of the first report counts.
  if (known?.step === step && known.detail === detail) return customer
  const page = { device, step, at, ...(detail && { detail }) }
  const pages = [...customer.pages.filter((each) => each !== known), page].slice(-most)
  return { ...customer, pages, step: stepOf(page) }
}

/** Removes a page that has left. A page that never reported anything cannot leave. */
function withoutPage({ customer, seats }: Escalation, { identity, device, detail, at }: Report): Customer {
  const isPage = customer.pages.some((each) => each.device === device)
  // Records of older releases do not say which page reported the step.
  const isOlder = customer.pages.length === 0 && customer.step !== undefined && customer.step.step !== 'left'
  const isSeated = customer.isWaiting && (seats[identity] ?? '') === device
  if (!isPage && !isOlder && !isSeated) return customer
  const pages = customer.pages.filter((each) => each.device !== device)
  const last = pages.at(-1)
  const step = last ? stepOf(last) : ({ step: 'left', at, ...(detail && { detail }) } as const)
  return { ...customer, pages, step, isWaiting: false }
}

/** Forgets the pages of other devices when a device takes over the seat. */
export const onlyFrom = (customer: Customer, device: string): Customer => ({
  ...customer,
  pages: customer.pages.filter((each) => each.device === device),
})

const stepOf = ({ device: _, ...step }: Page) => step
