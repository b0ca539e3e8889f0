import type { Redis } from 'ioredis'
import { changeChannel } from './changes.ts'
import { isReady } from './redis.ts'

const pulseMs = 2_000
/** After this many missed pulses the subscription counts as dead. */
const mostMissed = 3

/**
 * Publishes a pulse every two seconds, and expects the subscriber to receive that or another message: a cluster client
 * takes no commands on its subscribed connection, and a server that was cut off from its master may look healthy and
 * stay silent. A subscriber that receives nothing gets a new connection, and subscribes again.
 */
export function keepSubscribed(subscriber: Redis, publisher: Redis, prefix = 'escalate'): void {
  let missed = 0
  subscriber.on('message', () => {
    missed = 0
  })
  const timer = setInterval(() => {
    if (missed >= mostMissed && isReady(subscriber)) {
      missed = 0
      subscriber.disconnect(true)
    }
    if (!isReady(publisher)) return
    publisher.publish(changeChannel(prefix), 'pulse').then(
      () => (missed += 1),
      () => {},
    )
  }, pulseMs)
  timer.unref()
  subscriber.once('end', () => clearInterval(timer))
}
