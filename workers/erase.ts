import { createErase, isErasable } from '../src/engine/erasure/erase.ts'
import { createQueues } from '../src/engine/queues.ts'
import { connectPatient } from '../src/engine/redis.ts'
import { everyFeature } from '../src/features/index.ts'
import { createDeliveries } from '../src/outbound/deliveries.ts'
import { createTaskRouterForward } from '../src/outbound/taskrouter-forward.ts'
import { configOrExit } from '../src/start.ts'
import { twilioFrom } from '../src/twilio/from-config.ts'

// `npm run erase -- <SID> …`: erases everything about conversations, or about calls by their tasks, and reports what
// that was. Exits with code 1 if one of them could not be erased because something is under way for it.
const sids = process.argv.slice(2)
const invalid = sids.filter((sid) => !isErasable(sid))
if (sids.length === 0 || invalid.length > 0) {
  process.stderr.write(`Usage: npm run erase -- <CH… of a conversation, or WT… of a call's task> …\n`)
  process.exit(64)
}
const config = await configOrExit()
const { REDIS_PREFIX: prefix } = config
const redis = connectPatient(config.REDIS_URL)
const features = everyFeature(
  config,
  twilioFrom(config, () => undefined),
  async () => {},
)
const queues = createQueues(
  redis,
  features.map(({ name }) => name),
  prefix,
)
const deliveries = createDeliveries(redis, prefix)
const forward = createTaskRouterForward(redis, { isReady: () => true }, prefix)
const erase = createErase(redis, { features, queues: [...queues.all, deliveries.queue, forward.queue], prefix })
try {
  for (const sid of sids) {
    const answer = await erase(sid)
    if ('busy' in answer) process.exitCode = 1
    process.stdout.write(`${sid}: ${'busy' in answer ? `not erased: ${answer.busy}` : summaryOf(answer)}\n`)
  }
} finally {
  await Promise.all([queues.close(), deliveries.close(), forward.close()])
  redis.disconnect()
}

function summaryOf(counts: Readonly<Record<string, number>>): string {
  const erased = Object.entries(counts).filter(([, count]) => count > 0)
  return erased.length === 0
    ? 'nothing is known'
    : `erased ${erased.map(([what, count]) => `${count} ${what}`).join(', ')}`
}
