import type { Area } from '../mutation.ts'

const folder = 'src/features/video-escalation'
const endOfTask = 'const looking = assignment && lookForInvites(next, assignment, event)'
const rules = ['test/features/video-escalation/ending.test.ts']

/** A room costs money until it is closed, so every kind of end closes it. */
export const ends: Area = {
  title: 'Closing the room at every kind of end',
  mutations: [
    {
      name: 'room-open-after-wrap-up',
      promise: 'Wrap-up of the task closes the room.',
      file: `${folder}/assignments.ts`,
      find: endOfTask,
      replace: `if (event.how.endsWith('.wrapup')) return unchanged(next)
  ${endOfTask}`,
      caughtBy: rules,
    },
    {
      name: 'room-open-after-completion',
      promise: 'Completion of the task closes the room.',
      file: `${folder}/assignments.ts`,
      find: endOfTask,
      replace: `if (event.how.endsWith('.completed')) return unchanged(next)
  ${endOfTask}`,
      caughtBy: rules,
    },
    {
      name: 'room-open-after-cancellation',
      promise: 'Cancellation of the task closes the room.',
      file: 'webhooks/twilio/taskrouter.ts',
      find: `case 'task.canceled':`,
      replace: '',
      caughtBy: ['test/webhooks/task-ends.test.ts'],
    },
    {
      name: 'room-open-after-deletion',
      promise: 'Deletion of the task closes the room.',
      file: 'webhooks/twilio/taskrouter.ts',
      find: `case 'task.deleted':`,
      replace: '',
      caughtBy: ['test/webhooks/task-ends.test.ts'],
    },
    {
      name: 'room-open-after-the-agent-has-left',
      promise: 'The end of the last agent’s reservation closes the room.',
      file: `${folder}/assignments.ts`,
      find: 'reservationSid ? assignment.reservationSid === reservationSid : assignment.taskSid === taskSid',
      replace: '!reservationSid && assignment.taskSid === taskSid',
      caughtBy: ['test/features/video-escalation/handover.test.ts'],
    },
    {
      name: 'room-open-when-nobody-takes-over',
      promise: 'A video whose agent has left closes its room when nobody takes over.',
      file: `${folder}/handover.ts`,
      find: `if (settings.unanswered === 'end') return`,
      replace: `if (settings.unanswered === 'end' && !isUnderWay(video)) return`,
      caughtBy: ['test/features/video-escalation/handover-unanswered.test.ts'],
    },
    {
      name: 'room-open-after-the-conversation',
      promise: 'The end of the conversation closes the room.',
      file: `${folder}/decide.ts`,
      find: `return end(state, { why: 'conversation-closed', at: event.at })`,
      replace: 'return unchanged(state)',
      caughtBy: rules,
    },
    {
      name: 'room-open-after-video-end',
      promise: 'The agent’s `/video end` closes the room.',
      file: `${folder}/commands.ts`,
      find: 'const decision = end(state, cause, settings.postsCancelNotice)',
      replace: 'const decision = messageSid ? unchanged(state) : end(state, cause, settings.postsCancelNotice)',
      caughtBy: rules,
    },
    {
      name: 'room-open-after-a-supervisors-end',
      promise: 'A supervisor’s end closes the room.',
      file: 'webhooks/supervisor/api.ts',
      find: 'override: true }',
      replace: 'override: false }',
      caughtBy: ['test/supervisor/api.test.ts'],
    },
    {
      name: 'room-open-after-time-alone',
      promise: 'A video in which one side is left alone for too long closes its room.',
      file: `${folder}/decide.ts`,
      find: `if (!isRinging(state, event.at)) return end(state, { why: 'left-alone', at: event.at })`,
      replace: 'if (!isRinging(state, event.at)) return unchanged(state)',
      caughtBy: ['test/features/video-escalation/presence.test.ts'],
    },
    {
      name: 'room-open-after-the-budget',
      promise: 'A video that has used its budget closes its room.',
      file: `${folder}/budget.ts`,
      find: 'if (hard > 0 && used >= hard) return',
      replace: 'if (hard > 0 && soft === 0 && used >= hard) return',
      caughtBy: ['test/features/video-escalation/budget.test.ts'],
    },
    {
      name: 'room-open-when-made-too-late',
      promise: 'A room that Twilio creates after the end is closed.',
      file: `${folder}/room.ts`,
      find: 'roomSid: room.roomSid } }, effects: [closeRoom(room.roomSid)] }',
      replace: 'roomSid: room.roomSid } }, effects: [] }',
      caughtBy: rules,
    },
    {
      name: 'room-open-after-a-failed-close',
      promise: 'Closing a room that failed for good starts over.',
      file: `${folder}/failures.ts`,
      find: `return video.phase === 'ending' && video.roomSid`,
      replace: `return video.phase === 'open' && video.roomSid`,
      caughtBy: rules,
    },
    {
      name: 'room-believed-closed',
      promise: 'A room counts as closed only when Twilio shows it as completed.',
      file: 'src/twilio/rooms.ts',
      find: `if (status !== 'completed') throw`,
      replace: `if (status === 'failed') throw`,
      caughtBy: ['test/twilio/port.test.ts'],
    },
  ],
}
