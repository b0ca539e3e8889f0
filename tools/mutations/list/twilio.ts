import type { Area } from '../mutation.ts'

/** What is asked of Twilio, and what is believed of its answers. */
export const twilio: Area = {
  title: 'Twilio',
  mutations: [
    {
      name: 'swallowed-412',
      promise: 'A task that somebody else has changed is read again before we write to it.',
      file: 'src/twilio/tasks.ts',
      find: 'isStatus(problem, 412)) return false',
      replace: 'isStatus(problem, 412)) return true',
      caughtBy: ['test/twilio/port.test.ts'],
    },
    {
      name: 'attributes-of-others-lost',
      promise: 'What others wrote on a task stays.',
      file: 'src/twilio/annotated.ts',
      find: '{ ...others, [ourKey]: { ...Object.fromEntries(merged)',
      replace: '{ [ourKey]: { ...Object.fromEntries(merged)',
      caughtBy: ['test/twilio/annotated.test.ts'],
    },
    {
      name: 'missed-page-of-rooms',
      promise: 'All rooms in progress are seen, however many pages Twilio needs for them.',
      file: 'src/twilio/rooms.ts',
      find: `list({ status: 'in-progress', pageSize: 1000 })`,
      replace: `list({ status: 'in-progress', limit: 1000 })`,
      caughtBy: ['test/twilio/port.test.ts'],
    },
    {
      name: 'young-task-taken-for-over',
      promise: 'A task that is missing in the list is asked for by its SID before its video is ended.',
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
