import type { Area } from '../mutation.ts'

/** Events for others, the log, settings. */
export const outside: Area = {
  title: 'Events for others, log, settings',
  mutations: [
    {
      name: 'old-secret-forgotten',
      promise: 'While a secret is replaced, events are signed with the old one, too.',
      file: 'src/outbound/send.ts',
      find: 'secrets.map((secret)',
      replace: 'secrets.slice(0, 1).map((secret)',
      caughtBy: ['test/outbound/send.test.ts'],
    },
    {
      name: 'events-sent-into-the-network',
      promise: 'Events do not go to private addresses.',
      file: 'src/outbound/send.ts',
      find: 'createPost(rule, resolve)',
      replace: 'createPost({ mayBePrivate: true }, resolve)',
      caughtBy: ['test/outbound/send.test.ts'],
    },
    {
      name: 'events-lost-in-a-crash',
      promise: 'A forwarder that dies before its deliveries are durable leaves them to the next one.',
      file: 'workers/outbound/forward.ts',
      find: `  if (wanted.length > 0) await deliveries.add(wanted)
  await redis.set(placeKey, last.at)`,
      replace: `  await redis.set(placeKey, last.at)
  if (wanted.length > 0) await deliveries.add(wanted)`,
      caughtBy: ['test/outbound/deliveries.test.ts'],
    },
    {
      name: 'token-in-the-log',
      promise: 'The log has no token in it, also when an error quotes one.',
      file: 'src/log.ts',
      find: 'message: scrub(problem.message),',
      replace: 'message: problem.message,',
      caughtBy: ['test/scrub.test.ts'],
    },
    {
      name: 'invite-with-two-links',
      promise: 'An invite’s text has its link exactly once, or the process does not start.',
      file: 'src/config.ts',
      find: `split('{link}').length === 2`,
      replace: `split('{link}').length >= 2`,
      caughtBy: ['test/config.test.ts'],
    },
  ],
}
