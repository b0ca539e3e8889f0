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
      name: 'missing-believed-at-once',
      promise: 'What Twilio does not find is read again before that is believed.',
      file: 'src/twilio/missing.ts',
      find: 'const pauses = [300, 700, 1_500, 2_500]',
      replace: 'const pauses: readonly number[] = []',
      caughtBy: ['test/twilio/missing.test.ts'],
    },
    {
      name: 'customers-looked-up',
      promise: 'Nothing that a customer types asks anything of Twilio.',
      file: 'src/twilio/agents.ts',
      find: 'if (workerSid !== undefined || !isEscaped(identity)) return workerSid',
      replace: 'if (workerSid !== undefined) return workerSid',
      caughtBy: ['test/twilio/agents.test.ts'],
    },
    {
      name: 'refused-key-gives-up',
      promise: 'A key that is refused is waited for.',
      file: 'src/twilio/codes.ts',
      find: 'if (status === 401) return new KeyRefused(message, answered)',
      replace: '',
      caughtBy: ['test/twilio/codes.test.ts'],
    },
    {
      name: 'attributes-of-others-lost',
      promise: 'Attributes that others wrote on a task stay.',
      file: 'src/twilio/annotated.ts',
      find: '{ ...others, [ourKey]: { ...Object.fromEntries(merged)',
      replace: '{ [ourKey]: { ...Object.fromEntries(merged)',
      caughtBy: ['test/twilio/annotated.test.ts'],
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
