import type { Cluster, Redis } from 'ioredis'
import { mayBeElsewhere, storeTroubleIn } from './store-trouble.ts'

/** Hears why Redis does not do what it is asked, each time. */
export type ReportTrouble = (reason: string) => void

/** Something is asked this often (ms), so that silence shows also when there is nothing to do. */
const askMs = 2_000
/** A new connection to the same server would say the same, so one is left no more often than this (ms). */
const leaveMs = 5_000

/** ioredis counts a connection silent only while an answer is overdue. */
export function keepPinging(client: Redis | Cluster, nodes: () => readonly Redis[]): void {
  const timer = setInterval(() => {
    for (const node of nodes()) if (node.status === 'ready') node.ping().catch(() => {})
  }, askMs)
  timer.unref()
  client.once('end', () => clearInterval(timer))
}

/**
 * ioredis asks it about each error that Redis answers. A master that became a replica, or cannot write, may have been
 * replaced behind the same address, so its connection is left. Each connection needs one of its own.
 */
export function createReconnectRule(tell: ReportTrouble, now: () => number = Date.now): (problem: Error) => boolean {
  let left = Number.NEGATIVE_INFINITY
  return (problem) => {
    const reason = storeTroubleIn(problem)
    if (!reason) return false
    tell(reason)
    if (!mayBeElsewhere(reason) || now() - left < leaveMs) return false
    left = now()
    return true
  }
}

/** Without a listener an ioredis error would end the process. */
export function withErrorReport<C extends Redis | Cluster>(client: C, tell: ReportTrouble): C {
  client.on('error', (problem: unknown) => {
    const reason = storeTroubleIn(problem)
    if (reason) tell(reason)
  })
  return client
}
