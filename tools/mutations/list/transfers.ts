import type { Area } from '../mutation.ts'

const folder = 'src/features/conversation-transfer'
const streams = 'src/features/media-streams'

/** The customer is never alone on the way to another agent, in a chat or in a call. */
export const transfers: Area = {
  title: 'Transfers and media streams',
  mutations: [
    {
      name: 'old-agent-let-go-while-it-rings',
      promise: 'The first agent stays until another one has accepted.',
      file: `${folder}/telling.ts`,
      find: 'settings.isImmediate &&',
      replace: '(settings.isImmediate || settings.fallback !== undefined) &&',
      caughtBy: ['test/features/conversation-transfer/order.test.ts'],
    },
    {
      name: 'old-agent-let-go-too-early',
      promise: 'The first agent stays until the next one is seen in the channel.',
      file: `${folder}/jobs.ts`,
      find: 'if (taker && !people.some(isOf(taker.taskSid, taker.workerSid)))',
      replace: 'if (taker && people.length === 0)',
      caughtBy: ['test/features/conversation-transfer/order.test.ts'],
    },
    {
      name: 'ended-transfer-rings-on',
      promise: 'The invite of a transfer that is over is looked after until its end is heard.',
      file: `${folder}/observe.ts`,
      find: 'isPending(state.transfer) || mayRing(state)',
      replace: 'isPending(state.transfer)',
      caughtBy: ['test/features/conversation-transfer/just-ended.test.ts'],
    },
    {
      name: 'fallback-queue-not-asked',
      promise: 'A customer whom nobody serves any more is offered to the fallback queue.',
      file: `${folder}/inviting.ts`,
      find: 'transfer.attempt <= settings.fallback.attempts',
      replace: 'transfer.attempt < settings.fallback.attempts',
      caughtBy: ['test/features/conversation-transfer/order.test.ts'],
    },
    {
      name: 'stream-left-running',
      promise: 'A media stream stops when its agent leaves the call.',
      file: `${streams}/settle.ts`,
      find: `if (settings.handover === 'overlap') return 'left'`,
      replace: `if (settings.handover === 'overlap') return isSitting ? 'left' : undefined`,
      caughtBy: ['test/features/media-streams/handover.test.ts'],
    },
    {
      name: 'stream-left-after-an-unclear-answer',
      promise: 'A media stream whose start got no clear answer is stopped.',
      file: `${streams}/streams.ts`,
      find: 'const isUnclear = event.code === undefined',
      replace: 'const isUnclear = event.code !== undefined',
      caughtBy: ['test/features/media-streams/trouble.test.ts'],
    },
    {
      name: 'call-ends-with-its-first-agent',
      promise: 'A transferred call goes on when its first agent leaves.',
      file: `${streams}/seats.ts`,
      find: 'return look({ ...state, transfer:',
      replace: 'return stay({ ...state, transfer:',
      caughtBy: ['test/features/media-streams/trouble.test.ts'],
    },
  ],
}
