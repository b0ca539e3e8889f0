import type { Redis } from 'ioredis'
import { changeChannel } from './changes.ts'
import { isReady } from './redis.ts'

const pulseMs = 2_000
/** So many pulses were published and none was heard: then nothing is. */
const most = 3

/**
 * Publishes a pulse now and then, and expects that the subscriber hears it or something else: nothing can be asked on the
 * connection with which a cluster's client subscribes, and a server that was cut off from its master may be quiet and well.
 * A subscriber that hears nothing gets a new connection, and subscribes again.
 */
export function keepSubscribed(subscriber: Redis, publisher: Redis, prefix = 'escalate'): void {
  let unheard = 0
  subscriber.on('message', () => {
    unheard = 0
  })
  const timer = setInterval(() => {
    if (unheard >= most && isReady(subscriber)) {
      unheard = 0
      subscriber.disconnect(true)
    }
    if (!isReady(publisher)) return
    publisher.publish(changeChannel(prefix), 'pulse').then(
      () => (unheard += 1),
      () => {},
    )
  }, pulseMs)
  timer.unref()
  subscriber.once('end', () => clearInterval(timer))
}
