import type { Area } from '../mutation.ts'

/** Pages and plugin show the present state, and devices that were switched off are off. */
export const pages: Area = {
  title: 'Pages and plugin',
  mutations: [
    {
      name: 'stale-page-after-a-reconnect',
      promise: 'A page that reconnects its event stream gets the whole state at once.',
      file: 'webhooks/live-state.ts',
      find: 'let isStale = true',
      replace: 'let isStale = false',
      caughtBy: ['test/webhooks/join-events.test.ts'],
    },
    {
      name: 'stale-waiting-room',
      promise: 'A waiting customer’s page asks for the seat again when its event stream is back.',
      file: 'join-page/src/journey/decide.ts',
      find: `screen.is === 'waiting' && !isAsking)`,
      replace: `screen.is === 'waiting' && isAsking)`,
      caughtBy: ['test/join-page/journey.test.ts'],
    },
    {
      name: 'stale-plugin',
      promise: 'Plugin and supervisor page reconnect their event stream when that ends.',
      file: 'client-shared/event-stream.ts',
      find: 'connectAfter(isRefused ?',
      replace: 'if (isRefused) connectAfter(isRefused ?',
      caughtBy: ['test/flex-plugin/event-stream.test.ts'],
    },
    {
      name: 'stale-board',
      promise: 'A board that reconnects shows only what the server tells it.',
      file: 'supervisor-page/src/board/model.ts',
      find: 'new Map(isWhole ? [] : known)',
      replace: 'new Map(isWhole && rows.length > 0 ? [] : known)',
      caughtBy: ['test/supervisor-page/rules.test.ts'],
    },
    {
      name: 'camera-left-on',
      promise: 'After the call camera and microphone are off.',
      file: 'join-page/src/journey/dead-ends.ts',
      find: `{ is: 'dead', why }, { type: 'media.stop' })`,
      replace: `{ is: 'dead', why })`,
      caughtBy: ['test/join-page/journey-ends.test.ts'],
    },
    {
      name: 'command-read-by-the-customer',
      promise: 'A command typed in Flex never reaches the customer.',
      file: 'flex-plugin/src/composer/catch-commands.ts',
      find: `if (!settings.video) return refuse(say('commandOff'))
        abort()`,
      replace: `if (!settings.video) return refuse(say('commandOff'))`,
      caughtBy: ['test/flex-plugin/wiring.test.ts'],
    },
    {
      name: 'wrapped-up-without-an-answer',
      promise: 'An agent who answers “no” stays in the task and in the call.',
      file: 'flex-plugin/src/guards/guard-leaving.ts',
      find: 'if (!isSure) abort()',
      replace: 'if (!isSure) return',
      caughtBy: ['test/flex-plugin/leaving.test.ts'],
    },
    {
      name: 'supervisors-token-in-the-address',
      promise: 'A supervisor’s token does not stay in the address of the page.',
      file: 'supervisor-page/src/server/session.ts',
      find: `history.replaceState(null, '', location.pathname)`,
      replace: '',
      caughtBy: ['test/supervisor-page/in-the-browser.test.ts'],
    },
  ],
}
