import type { Cluster, Redis } from 'ioredis'
import { mayBeElsewhere, storeTroubleIn } from './store-trouble.ts'

/** Gets the reason each time Redis fails. */
export type ReportTrouble = (reason: string) => void

/** How often an idle connection is pinged (ms), so that silence is noticed without other commands, too. */
const pingMs = 2_000
/** The least time (ms) between reconnections: a new connection to the same server would fail in the same way. */
const reconnectMs = 5_000

/** Pings the nodes, because ioredis notices a silent connection only while an answer is overdue. */
export function keepPinging(client: Redis | Cluster, nodes: () => readonly Redis[]): void {
  const timer = setInterval(() => {
    for (const node of nodes()) if (node.status === 'ready') node.ping().catch(() => {})
  }, pingMs)
  timer.unref()
  client.once('end', () => clearInterval(timer))
}

/**
 * Creates ioredis' `reconnectOnError`, which decides at each error reply. A master that became a replica, or cannot
 * write, may have been replaced behind the same address, so its connection is replaced. Each connection needs its own
 * rule.
 */
export function createReconnectRule(report: ReportTrouble, now: () => number = Date.now): (problem: Error) => boolean {
  let last = Number.NEGATIVE_INFINITY
  return (problem) => {
    const reason = storeTroubleIn(problem)
    if (!reason) return false
    report(reason)
    if (!mayBeElsewhere(reason) || now() - last < reconnectMs) return false
    last = now()
    return true
  }
}

/** Reports errors of the client. Without a listener an error of ioredis would end the process. */
export function withErrorReport<C extends Redis | Cluster>(client: C, report: ReportTrouble): C {
  client.on('error', (problem: unknown) => {
    const reason = storeTroubleIn(problem)
    if (reason) report(reason)
  })
  return client
}
