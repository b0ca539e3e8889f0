import type { Area } from '../mutation.ts'

/** One room, one invite, and never a link that leads nowhere. */
export const invites: Area = {
  title: 'The room and its invite',
  mutations: [
    {
      name: 'invite-before-room',
      promise: 'Nobody is invited before the room exists.',
      file: 'src/features/video-escalation/room.ts',
      find: `  if (video.phase !== 'opening' || !video.roomSid || !video.isTaskWritten) return unchanged(state)`,
      replace: `  if (video.phase !== 'opening' || !video.isTaskWritten) return unchanged(state)
  if (!video.roomSid) return { state, effects: [invite(video, 1)] }`,
      caughtBy: ['test/features/video-escalation/start.test.ts'],
    },
    {
      name: 'second-invite',
      promise: 'However often an agent asks for the video, the customer gets one invite.',
      file: 'src/features/video-escalation/commands.ts',
      find: 'return unchanged(state) // a double tap, not a second room',
      replace: 'return resend(state)',
      caughtBy: ['test/features/video-escalation/start.test.ts'],
    },
    {
      name: 'second-invite-after-a-lost-answer',
      promise: 'A repeat looks for its own message before it posts another one.',
      file: 'src/twilio/messages.ts',
      find: 'const earlier = message.mayBeThere ? await posted(message) : undefined',
      replace: 'const earlier = message.mayBeThere ? undefined : await posted(message)',
      caughtBy: ['test/twilio/port.test.ts'],
    },
    {
      name: 'second-invite-of-a-transfer',
      promise: 'A transfer that is requested twice has one invite.',
      file: 'src/features/conversation-transfer/asking.ts',
      find: '? unchanged(state) // a double click, not a second invite',
      replace: '? invite(state, state.transfer, settings)',
      caughtBy: ['test/features/conversation-transfer/order.test.ts'],
    },
    {
      name: 'late-receipt',
      promise: 'A receipt of an older invite changes nothing.',
      file: 'src/features/video-escalation/delivery.ts',
      find: 'if (sentInvite?.messageSid !== event.messageSid) return',
      replace: 'if (!sentInvite) return',
      caughtBy: ['test/features/video-escalation/delivery.test.ts'],
    },
  ],
}
