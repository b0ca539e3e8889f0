import type { Area } from '../mutation.ts'

/** Agents see each customer's request for video once, and no other message. */
export const requests: Area = {
  title: 'Requests for video',
  mutations: [
    {
      name: 'refusal-taken-for-a-request',
      promise: 'A customer who does not want a video call asks for none.',
      file: 'src/features/video-request/recognise.ts',
      find: ' || isBut(message)) return false',
      replace: ') return false',
      caughtBy: ['test/features/video-request/recognise.test.ts'],
    },
    {
      name: 'agent-asks-for-video',
      promise: 'An agent’s own message is no request, also if the acceptance is reported later.',
      file: 'src/features/video-request/request.ts',
      find: '!(identity && state.agents.includes(identity)) && !isDuring(at)',
      replace: '!isDuring(at)',
      caughtBy: ['test/features/video-request/request.test.ts', 'test/features/video-request/shuffle.test.ts'],
    },
    {
      name: 'bot-asks-for-video',
      promise: 'A message over the REST API, such as a bot’s, is never a request.',
      file: 'webhooks/twilio/conversations.ts',
      find: `new Set(['SMS',`,
      replace: `new Set(['API', 'SMS',`,
      caughtBy: ['test/webhooks/video-requests.test.ts'],
    },
    {
      name: 'request-left-on-the-task',
      promise: 'The task of an agent who left says nothing of the request.',
      file: 'src/features/video-request/announce.ts',
      find: '[...new Set([...last.keys(), ...current.keys()])]',
      replace: '[...current.keys()]',
      caughtBy: ['test/features/video-request/request.test.ts', 'test/features/video-request/shuffle.test.ts'],
    },
    {
      name: 'api-command-kept-to-itself',
      promise: 'A video that an agent starts with the button answers the request.',
      file: 'src/engine/act.ts',
      find: 'if (!handled.refusal) await others?.([fact])',
      replace: '',
      caughtBy: ['test/engine/accept.test.ts'],
    },
  ],
}
