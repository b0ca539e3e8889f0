import type { Desk } from '../../src/core/facts.ts'
import type { TaskSeen, Twilio } from '../../src/twilio/port.ts'
import { sid } from './a-desk.ts'

export type Call = { readonly to: keyof Twilio; readonly with: unknown }
export type FakeTwilio = Twilio & {
  readonly calls: Call[]
  readonly tasks: TaskSeen[]
  readonly desks: Desk[]
  /** Names of the calls made so far. */
  called(): readonly string[]
}

/** The port, played by an object that remembers what it was asked. Rooms are found again by their name. */
export function aTwilio(changes: Partial<Twilio> = {}): FakeTwilio {
  const calls: Call[] = []
  const tasks: TaskSeen[] = []
  const desks: Desk[] = []
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
    desks,
    called: () => calls.map(({ to }) => to),
    createRoom: (room) => noted('createRoom', room, roomNamed(room.roomName)),
    closeRoom: (roomSid) => noted('closeRoom', roomSid, undefined),
    roomsInProgress: () => noted('roomsInProgress', undefined, []),
    isRoomInProgress: (roomSid) => noted('isRoomInProgress', roomSid, true),
    participants: (roomSid) => noted('participants', roomSid, []),
    removePerson: (person) => noted('removePerson', person, undefined),
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
    desksOf: (key) => noted('desksOf', key, desks),
    desksBy: ({ conversationSid, identities }) => {
      const found = desks.filter((each) => identities.includes(each.identity))
      const agents = found.map(({ identity }) => identity)
      return noted('desksBy', { conversationSid, identities }, { desks: found, agents })
    },
    learnAgents: () => noted('learnAgents', undefined, undefined),
    deskOf: (taskSid, workerSid) =>
      noted(
        'deskOf',
        { taskSid, workerSid },
        desks.find((each) => each.taskSid === taskSid && each.workerSid === workerSid),
      ),
    readTask: (taskSid) => noted('readTask', taskSid, undefined),
    offersOn: (taskSid) => noted('offersOn', taskSid, []),
    inviteAgent: (invite) => noted('inviteAgent', invite, { taskSid: sid('WT', 0x1000 + calls.length) }),
    inviteMarked: (invite) => noted('inviteMarked', invite, undefined),
    invited: (channel) => noted('invited', channel, { ringing: [], desks: [] }),
    withdrawInvite: (taskSid) => noted('withdrawInvite', taskSid, 'canceled'),
    channelPeople: (channel) => noted('channelPeople', channel, []),
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
    callDesksOf: (taskSid) => noted('callDesksOf', taskSid, []),
    iceServers: () => noted('iceServers', undefined, []),
    whatIsWrong: () => noted('whatIsWrong', undefined, undefined),
    ...changes,
  }
}
