import type { InteractionParticipant, TransferTarget } from '../core/commands.ts'
import type { Assignment, CallAssignment } from '../core/facts.ts'
import type { Unwritten } from '../core/task-attributes.ts'

export type RoomInProgress = { readonly roomSid: string; readonly roomName: string }
export type RoomParticipant = { readonly participantSid: string; readonly identity: string; readonly from: number }
/** A STUN or TURN server, as a browser's `RTCPeerConnection` takes it. */
export type IceServer = { readonly urls: string; readonly username?: string; readonly credential?: string }
export type TaskSeen = {
  readonly taskSid: string
  readonly isOpen: boolean
  readonly conversationSid: string | undefined
}

/** A task as it is now. `status` is TaskRouter's: pending, reserved, assigned, wrapping, completed, canceled. */
export type TaskRead = {
  readonly taskSid: string
  readonly status: string
  readonly taskChannel: string
  readonly conversationSid: string | undefined
  readonly interactionSid: string | undefined
  readonly channelSid: string | undefined
  /** JSON, as TaskRouter keeps it. */
  readonly attributes: string
}

export type AgentsFound = {
  readonly assignments: readonly Assignment[]
  /** Identities. */
  readonly agents: readonly string[]
}

/** `status` is TaskRouter's: pending, accepted, rejected, timeout, … With an assignment where it is accepted. */
export type Offer = {
  readonly reservationSid: string
  readonly workerSid: string
  readonly status: string
  readonly assignment?: Assignment
}

/** A channel of an interaction: where a customer and their agents are together. */
export type Channel = { readonly interactionSid: string; readonly channelSid: string }
export type Invite = Channel & {
  readonly taskChannel: string
  /** All attributes, as JSON: Twilio copies nothing from the earlier task. */
  readonly attributes: string
  /** Somewhere in the attributes. An invite with the same mark is the same invite. */
  readonly mark: string
  /** Search for the mark before inviting, because an earlier attempt may have got through. */
  readonly mayBeThere: boolean
}
export type Invited = { readonly ringing: readonly string[]; readonly assignments: readonly Assignment[] }
/** How an agent's part ends: with wrap-up, or at once. */
export type Release = 'wrapup' | 'closed'

/** A worker or a queue, with all names that agents may use. */
export type Named = TransferTarget & { readonly alsoCalled: readonly string[] }

export type StreamTrack = 'inbound_track' | 'outbound_track' | 'both_tracks'
export type NewStream = {
  /** The customer's leg. */
  readonly callSid: string
  /** Unique in the call. A stream of the same name is the same stream. */
  readonly name: string
  readonly url: string
  readonly track: StreamTrack
  /** Sent to our own callback, so that it knows the task. */
  readonly taskSid: string
  readonly parameters: Readonly<Record<string, string>>
}
/** One leg of a call, wherever it is. */
export type LegRead = {
  readonly callSid: string
  readonly is: 'coming' | 'here' | 'over'
  /** Twilio calls this leg as a Flex client: an agent or a supervisor. A customer in a browser calls in instead. */
  readonly isClient: boolean
  /** The leg that dialled it. */
  readonly parentSid?: string | undefined
}
/** A leg in a conference. */
export type ConferenceParticipant = LegRead & {
  readonly label?: string | undefined
  readonly endsOnExit: boolean
  readonly isHeld: boolean
  readonly isMuted: boolean
  readonly isCoaching: boolean
  /** For a muted client, if it matters: whether TaskRouter has them on a call of any task. If not, they only listen. */
  readonly isServing?: boolean | undefined
}
/** A call as Twilio shows it at one moment. */
export type CallRead = {
  /** Undefined when there is no such task. */
  readonly task?:
    | {
        readonly isOpen: boolean
        readonly direction: 'inbound' | 'outbound'
        readonly isInternal: boolean
        readonly callSid?: string | undefined
        readonly anyCallSid?: string | undefined
        readonly workerCallSid?: string | undefined
        /** Our part about the streams is there; a plugin may have overwritten it. */
        readonly isOurs: boolean
        /** We have switched off somebody's `endConferenceOnExit`, according to the task. */
        readonly isLifted: boolean
        /** The highest number that names of its streams may have, from the task. */
        readonly names: number
      }
    | undefined
  /** Conferences with the task's name that are not over, the newest first. */
  readonly conferences: readonly {
    readonly conferenceSid: string
    readonly participants: readonly ConferenceParticipant[]
  }[]
  /** Legs that the task or the caller takes for the customer's, and that are in none of these conferences. */
  readonly legs: readonly LegRead[]
  /** The number of accepted reservations of the task. */
  readonly accepted: number
  /** Agents who had accepted the task and have left it. */
  readonly left: readonly { readonly reservationSid: string; readonly workerSid: string }[]
}

export type Annotation = {
  readonly taskSid: string
  /** The feature that writes. Each owner has its own revisions, so that none blocks another. */
  readonly owner: string
  /** A write with a lower revision than the task's is dropped, because a later write was faster. */
  readonly revision: number
  /** The parts `video`, `transfer`, … of our key. `null` removes a part. */
  readonly parts: Readonly<Record<string, object | null>>
  /**
   * The task as an event showed it. It spares a read if nobody has written since, and if versions in events are known
   * to be ETags.
   */
  readonly known?: { readonly version: string; readonly attributes: string } | undefined
}

export type Message = {
  readonly conversationSid: string
  readonly author: string
  readonly body: string
  /** A template approved by WhatsApp, sent instead of the body. */
  readonly template?: { readonly sid: string; readonly variables: Readonly<Record<string, string>> }
  /** Carried in the message's attributes. A message with the same mark is the same message. */
  readonly mark: string
  readonly attributes: Readonly<Record<string, string>>
  /** Search for the mark before posting, because an earlier attempt may have got through. */
  readonly mayBeThere: boolean
}

/**
 * Every request that this product makes to Twilio. Every method may be called again for the same input, wherever the
 * first call died. All methods throw Retryable or Permanent and nothing else (`codes.ts`).
 */
export interface Twilio {
  /** Creates the room, or finds the one in progress that an earlier call made under this name. */
  createRoom(room: { readonly roomName: string; readonly isRecorded: boolean }): Promise<{ roomSid: string }>
  /** Completes the room and reads it back. A missing room counts as completed. */
  closeRoom(roomSid: string): Promise<void>
  /** Our rooms: in progress, and with a status callback of this deployment. */
  roomsInProgress(): Promise<readonly RoomInProgress[]>
  isRoomInProgress(roomSid: string): Promise<boolean>
  participants(roomSid: string): Promise<readonly RoomParticipant[]>
  /** Removes a participant. One who has already left counts as removed. */
  removeParticipant(participant: { readonly roomSid: string; readonly participantSid: string }): Promise<void>
  /** Switches the recording of all participants on or off. */
  record(recording: { readonly roomSid: string; readonly isOn: boolean }): Promise<void>

  postMessage(message: Message): Promise<{ messageSid: string }>
  removeMessage(message: { readonly conversationSid: string; readonly messageSid: string }): Promise<void>

  /**
   * Writes under our own key of the task's attributes, and leaves all other keys as they are.
   *
   * @returns why our part cannot be written, if a retry cannot help
   */
  annotateTask(annotation: Annotation): Promise<Unwritten | undefined>
  /**
   * Compares the version in an event with the task's ETag, now and then and beside the work. Until they are known to be
   * the same, each write reads the task first.
   */
  compareVersion(task: {
    readonly taskSid: string
    readonly known: { readonly version: string; readonly attributes: string }
  }): Promise<void>
  /** Undefined when there is no such task. */
  readTask(taskSid: string): Promise<TaskRead | undefined>
  /** Undefined when there is no such task. */
  findTask(taskSid: string): Promise<TaskSeen | undefined>
  openTasks(): Promise<ReadonlySet<string>>
  /** Accepted reservations on the assigned tasks of a conversation. */
  assignmentsOf(conversationSid: string): Promise<readonly Assignment[]>
  /** The same for agents with these identities, and which of them are agents at all. Requests concern agents only. */
  assignmentsBy(agents: {
    readonly conversationSid: string
    readonly identities: readonly string[]
  }): Promise<AgentsFound>
  /** Reads the list of agents, so that commands need no request for it. */
  learnAgents(): Promise<void>
  /** The accepted reservation of one worker on one task. */
  assignmentOf(taskSid: string, workerSid: string): Promise<Assignment | undefined>

  /** The offers of a task and their states. Empty when there is no such task. */
  offersOn(taskSid: string): Promise<readonly Offer[]>

  /** Invites an agent by the transfer workflow: a new task is made and routed. */
  inviteAgent(invite: Invite): Promise<{ readonly taskSid: string }>
  /** The task of the invite with this mark, if there is one. */
  inviteMarked(invite: Channel & { readonly mark: string }): Promise<string | undefined>
  /**
   * The tasks of this channel's invites that still ring, and the assignments of invites that were accepted. Both are
   * empty if the channel is closed, or if they stay empty for a few reads. @param but the task of an agent who has just
   * left
   */
  invited(channel: Channel, but: string): Promise<Invited>
  /** Withdraws an invite, so that nobody can accept it any more. @returns the status of its task */
  withdrawInvite(taskSid: string): Promise<string>
  /** The participants of a channel. @param isExpected an unexpected list counts only after a few reads */
  interactionParticipants(
    channel: Channel,
    isExpected?: (participants: readonly InteractionParticipant[]) => boolean,
  ): Promise<readonly InteractionParticipant[]>
  /** Takes an agent out of the channel; the customer and the others stay. An agent who has left counts as released. */
  releaseAgent(agent: Channel & { readonly participantSid: string; readonly how: Release }): Promise<void>
  /** Ends the conversation for everybody. A channel that is already closed is no error. */
  closeChannel(channel: Channel & { readonly how: Release }): Promise<void>
  /** Undefined when this workspace has no such worker. */
  worker(workerSid: string): Promise<TransferTarget | undefined>
  queue(queueSid: string): Promise<TransferTarget | undefined>
  /** Every queue, at most 15 seconds old. */
  queues(): Promise<readonly TransferTarget[]>
  /** Every queue and worker of the workspace. */
  targets(): Promise<readonly Named[]>
  /**
   * Starts a stream of the call, or finds the one that an earlier run started under this name, whose SID is not known.
   * `full`: all tracks of the leg are in use.
   */
  startStream(stream: NewStream): Promise<{ readonly streamSid: string | undefined } | 'full'>
  /** Stops a stream by SID or name. A stream that is over counts as stopped. */
  stopStream(stream: { readonly callSid: string; readonly stream: string }): Promise<void>
  isCallLive(callSid: string): Promise<boolean>
  /** Reads a task's call: its conferences with their participants, and the leg that was taken for the customer's. */
  readCall(call: { readonly taskSid: string; readonly callSid?: string | undefined }): Promise<CallRead>
  /**
   * Sets whether the conference ends when this leg leaves. Twilio ignores the change for a leg on hold, so callers read
   * it back afterwards.
   */
  setEndOnExit(leg: {
    readonly conferenceSid: string
    readonly callSid: string
    readonly endsOnExit: boolean
  }): Promise<void>
  /** Ends the conference for everybody in it. A conference that is over counts as ended. */
  endConference(conferenceSid: string): Promise<void>
  /** Open calls between customers and agents. */
  openCalls(): Promise<readonly { readonly taskSid: string; readonly direction: 'inbound' | 'outbound' }[]>
  /** The accepted reservations of a voice task. @param expected these count as gone only after a few reads */
  callAssignmentsOf(
    taskSid: string,
    expected?: readonly string[],
  ): Promise<readonly (CallAssignment & { readonly at: number })[]>

  /** TURN servers with credentials for three minutes. All callers within a minute get the same. */
  iceServers(): Promise<readonly IceServer[]>

  /** Why these credentials do not work, in a few words; undefined if they do. The answer is cached for some seconds. */
  whatIsWrong(): Promise<string | undefined>
}
