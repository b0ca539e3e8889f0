import type { Area } from '../mutation.ts'

/** A decision is saved once, and its effects are performed. */
export const saving: Area = {
  title: 'Saving and handing over',
  mutations: [
    {
      name: 'dropped-compare-and-set',
      promise: 'A record is saved only over the version it was decided on.',
      file: 'src/engine/scripts.ts',
      find: `if version ~= change.from then return 'stale' end`,
      replace: '',
      caughtBy: ['test/engine/store.test.ts'],
    },
    {
      name: 'agent-held-twice',
      promise: 'Two records never hold the same lock: an agent is in one video.',
      file: 'src/engine/scripts.ts',
      find: 'if held and cjson.decode(held).key ~= change.key then return held end',
      replace: '',
      caughtBy: ['test/engine/store.test.ts'],
    },
    {
      name: 'lost-outbox',
      promise: 'The sweep finds every record with an unsent outbox.',
      file: 'src/engine/scripts.ts',
      find: `redis.call('ZADD', KEYS[3], 'NX', change.now, change.member)`,
      replace: '',
      caughtBy: ['test/engine/store.test.ts'],
    },
    {
      name: 'outbox-emptied-too-early',
      promise: 'Effects stay in the outbox until the queue has them.',
      file: 'src/engine/handle.ts',
      find: `  await deps.handOver(record, pending, again)
  await deps.store.acknowledge(
    record,
    pending.map((each) => each.effectId),
  )`,
      replace: `  await deps.store.acknowledge(
    record,
    pending.map((each) => each.effectId),
  )
  await deps.handOver(record, pending, again)`,
      caughtBy: ['test/engine/handle.test.ts'],
    },
    {
      name: 'fact-decided-twice',
      promise: 'A fact that Twilio delivers twice is decided once.',
      file: 'src/engine/handle.ts',
      find: 'seen: remember(saved.seen, event.id),',
      replace: 'seen: remember(saved.seen, event.type),',
      caughtBy: ['test/engine/handle.test.ts'],
    },
    {
      name: 'acknowledged-too-early',
      promise: 'A webhook is acknowledged when its fact is in Redis, and not before.',
      file: 'src/engine/accept.ts',
      find: 'await within(patienceMs, push(heard))',
      replace: 'void within(patienceMs, push(heard)).catch(() => {})',
      caughtBy: ['test/engine/accept.test.ts'],
    },
  ],
}
