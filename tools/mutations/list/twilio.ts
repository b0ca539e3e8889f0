import type { Area } from '../mutation.ts'

/** Requests to Twilio, and how its answers are read. */
export const twilio: Area = {
  title: 'Twilio',
  mutations: [
    {
      name: 'swallowed-412',
      promise: 'After a conflict (412) the task is read again and written again.',
      file: 'src/twilio/tasks.ts',
      find: 'isStatus(problem, 412)) return false',
      replace: 'isStatus(problem, 412)) return true',
      caughtBy: ['test/twilio/port.test.ts'],
    },
    {
      name: 'attributes-of-others-lost',
      promise: 'Attributes that others wrote on a task stay.',
      file: 'src/twilio/annotated.ts',
      find: 'textOf(withMember(object, ourKey, JSON.stringify({',
      replace: 'textOf(withMember({ ...object, members: [] }, ourKey, JSON.stringify({',
      caughtBy: ['test/twilio/annotated.test.ts'],
    },
    {
      name: 'copied-words-believed',
      promise: 'Words of ours that others copied from another task keep no task from being written.',
      file: 'src/twilio/annotated.ts',
      find: 'if (of === taskSid) return',
      replace: 'if (of !== null) return',
      caughtBy: ['test/twilio/annotated.test.ts'],
    },
    {
      name: 'end-of-another-reservation',
      promise: 'The end of another reservation of the task ends nobody’s part in its video.',
      file: 'src/features/video-escalation/desks.ts',
      find: 'desk ?? (reservationSid ? undefined : ownerOf(state.video, taskSid))',
      replace: 'desk ?? ownerOf(state.video, taskSid)',
      caughtBy: ['test/features/video-escalation/handover.test.ts'],
    },
    {
      name: 'missed-page-of-rooms',
      promise: 'All rooms in progress are read, on every page of Twilio’s list.',
      file: 'src/twilio/rooms.ts',
      find: `list({ status: 'in-progress', pageSize: 1000 })`,
      replace: `list({ status: 'in-progress', limit: 1000 })`,
      caughtBy: ['test/twilio/port.test.ts'],
    },
    {
      name: 'young-task-taken-for-over',
      promise: 'A task that is missing in the list is read by its SID before its video is ended.',
      file: 'workers/reconcile.ts',
      find: 'if (openTasks.has(taskSid) || (await twilio.findTask(taskSid))?.isOpen) continue',
      replace: 'if (openTasks.has(taskSid)) continue',
      caughtBy: ['test/workers/reconcile.test.ts'],
    },
    {
      name: 'people-thrown-out-by-the-reconciler',
      promise: 'People in a call whose record Redis has lost go on talking.',
      file: 'workers/reconcile.ts',
      find: 'if (!state && people.length > 0) return []',
      replace: 'if (!state && people.length > 50) return []',
      caughtBy: ['test/workers/reconcile.test.ts'],
    },
  ],
}
