/** A way in which Twilio's webhooks fail. Without `times` it applies until cleared. */
export interface WebhookFault {
  readonly event?: string | undefined
  readonly path?: string | undefined
  readonly kind: 'drop' | 'repeat' | 'delay' | 'hold'
  readonly times?: number | undefined
  /** For `repeat`: the number of extra deliveries. */
  readonly count?: number | undefined
  /** For `delay`: the delay on the simulator's clock. */
  readonly ms?: number | undefined
}

/** The active faults. The first one that matches a webhook applies and is used up by one. */
export interface WebhookFaults {
  readonly add: (fault: WebhookFault) => string
  readonly pick: (event: string, path: string) => WebhookFault | undefined
  readonly clear: () => void
}

export function createWebhookFaults(): WebhookFaults {
  let rules: { fault: WebhookFault; left: number; fits: (event: string, path: string) => boolean }[] = []
  let made = 0
  return {
    add(fault) {
      const event = new RegExp(fault.event ?? '')
      const path = new RegExp(fault.path ?? '')
      rules.push({
        fault,
        left: fault.times ?? Number.POSITIVE_INFINITY,
        fits: (name, where) => event.test(name) && path.test(where),
      })
      made += 1
      return `webhook-fault-${made}`
    },
    pick(event, path) {
      const rule = rules.find((each) => each.left > 0 && each.fits(event, path))
      if (rule === undefined) return undefined
      rule.left -= 1
      return rule.fault
    },
    clear() {
      rules = []
    },
  }
}
