import type { Assignment } from '../../src/core/facts.ts'
import type { TaskSeen, Twilio } from '../../src/twilio/port.ts'
import { sid } from './an-assignment.ts'

export type Call = { readonly to: keyof Twilio; readonly with: unknown }
export type FakeTwilio = Twilio & {
  readonly calls: Call[]
  readonly tasks: TaskSeen[]
  readonly assignments: Assignment[]
  /** Names of the calls made so far. */
  called(): readonly string[]
}

/** The port as an object that notes its calls. Rooms are found again by their name. */
export function aTwilio(changes: Partial<Twilio> = {}): FakeTwilio {
  const calls: Call[] = []
  const tasks: TaskSeen[] = []
  const assignments: Assignment[] = []
  const rooms = new Map<string, string>()
  const noted = <T>(to: keyof Twilio, asked: unknown, answer: T): Promise<T> => {
    calls.push({ to, with: asked })
    return Promise.resolve(answer)
  }
  const roomNamed = (name: string) => {
    const known = rooms.get(name) ?? sid('RM', rooms.size + 1)
    rooms.set(name, known)
    return { roomSid: known }
  }
  return {
    calls,
    tasks,
    assignments,
    called: () => calls.map(({ to }) => to),
    createRoom: (room) => noted('createRoom', room, roomNamed(room.roomName)),
    closeRoom: (roomSid) => noted('closeRoom', roomSid, undefined),
    roomsInProgress: () => noted('roomsInProgress', undefined, []),
    isRoomInProgress: (roomSid) => noted('isRoomInProgress', roomSid, true),
    participants: (roomSid) => noted('participants', roomSid, []),
    removeParticipant: (person) => noted('removeParticipant', person, undefined),
    record: (recording) => noted('record', recording, undefined),
    postMessage: (message) => noted('postMessage', message, { messageSid: sid('IM', calls.length) }),
    removeMessage: (message) => noted('removeMessage', message, undefined),
    annotateTask: (annotation) => noted('annotateTask', annotation, undefined),
    compareVersion: (told) => noted('compareVersion', told, undefined),
    findTask: (taskSid) =>
      noted(
        'findTask',
        taskSid,
        tasks.find((each) => each.taskSid === taskSid),
      ),
    openTasks: () => noted('openTasks', undefined, new Set(tasks.map((each) => each.taskSid))),
    assignmentsOf: (key) => noted('assignmentsOf', key, assignments),
    assignmentsBy: ({ conversationSid, identities }) => {
      const found = assignments.filter((each) => identities.includes(each.identity))
      const agents = found.map(({ identity }) => identity)
      return noted('assignmentsBy', { conversationSid, identities }, { assignments: found, agents })
    },
    learnAgents: () => noted('learnAgents', undefined, undefined),
    assignmentOf: (taskSid, workerSid) =>
      noted(
        'assignmentOf',
        { taskSid, workerSid },
        assignments.find((each) => each.taskSid === taskSid && each.workerSid === workerSid),
      ),
    readTask: (taskSid) => noted('readTask', taskSid, undefined),
    offersOn: (taskSid) => noted('offersOn', taskSid, []),
    inviteAgent: (invite) => noted('inviteAgent', invite, { taskSid: sid('WT', 0x1000 + calls.length) }),
    inviteMarked: (invite) => noted('inviteMarked', invite, undefined),
    invited: (channel) => noted('invited', channel, { ringing: [], assignments: [] }),
    withdrawInvite: (taskSid) => noted('withdrawInvite', taskSid, 'canceled'),
    interactionParticipants: (channel) => noted('interactionParticipants', channel, []),
    releaseAgent: (agent) => noted('releaseAgent', agent, undefined),
    closeChannel: (channel) => noted('closeChannel', channel, undefined),
    worker: (workerSid) => noted('worker', workerSid, undefined),
    queue: (queueSid) => noted('queue', queueSid, undefined),
    queues: () => noted('queues', undefined, []),
    targets: () => noted('targets', undefined, []),
    startStream: (stream) => noted('startStream', stream, { streamSid: sid('MZ', calls.length) }),
    stopStream: (stream) => noted('stopStream', stream, undefined),
    isCallLive: (callSid) => noted('isCallLive', callSid, true),
    readCall: (call) => noted('readCall', call, { conferences: [], legs: [], accepted: 0, left: [] }),
    setEndOnExit: (leg) => noted('setEndOnExit', leg, undefined),
    endConference: (conferenceSid) => noted('endConference', conferenceSid, undefined),
    openCalls: () => noted('openCalls', undefined, []),
    callAssignmentsOf: (taskSid) => noted('callAssignmentsOf', taskSid, []),
    iceServers: () => noted('iceServers', undefined, []),
    whatIsWrong: () => noted('whatIsWrong', undefined, undefined),
    ...changes,
  }
}
