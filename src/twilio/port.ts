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
  /** All of them, as JSON: Twilio copies nothing from the task before. */
  readonly attributes: string
  /** Somewhere in the attributes. An invite with the same mark is the same invite. */
  readonly mark: string
  /** Look for the mark before inviting, because an earlier attempt may have got through. */
  readonly mayBeThere: boolean
}
export type Invited = { readonly ringing: readonly string[]; readonly assignments: readonly Assignment[] }
/** How an agent's part ends: with wrap-up still to do, or for good. */
export type Release = 'wrapup' | 'closed'

/** Somebody or something by the names agents know. */
export type Named = TransferTarget & { readonly alsoCalled: readonly string[] }

export type StreamTrack = 'inbound_track' | 'outbound_track' | 'both_tracks'
export type NewStream = {
  /** The customer's leg. */
  readonly callSid: string
  /** Unique in the call. A stream of the same name is the same stream. */
  readonly name: string
  readonly url: string
  readonly track: StreamTrack
  /** Told to our own callback, so that it knows which task it is about. */
  readonly taskSid: string
  readonly parameters: Readonly<Record<string, string>>
}
/** One leg of a call, wherever it is. */
export type LegRead = {
  readonly callSid: string
  readonly is: 'coming' | 'here' | 'over'
  /** Called as a client of Flex: an agent, or a supervisor. A customer may call from a browser, and is not called. */
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
  /** Of a muted client, where it matters: whether TaskRouter has them on a call, of whatever task. Who has none only listens. */
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
        /** It says of the streams what we wrote there; a plugin may have written over it. */
        readonly isOurs: boolean
        /** We have taken `endConferenceOnExit` off somebody, as the task says. */
        readonly isLifted: boolean
        /** The numbers that names of its streams may have, as the task says. */
        readonly names: number
      }
    | undefined
  /** Those that are not over and bear the task's name, the newest first. */
  readonly conferences: readonly {
    readonly conferenceSid: string
    readonly participants: readonly ConferenceParticipant[]
  }[]
  /** Legs that the task, or whoever asks, takes for the customer's, and that are in none of these conferences. */
  readonly legs: readonly LegRead[]
  /** Accepted reservations of the task. */
  readonly accepted: number
  /** Who accepted it once, and has wrapped up. */
  readonly left: readonly { readonly reservationSid: string; readonly workerSid: string }[]
}

export type Annotation = {
  readonly taskSid: string
  /** Who writes. Each counts its own revisions, so that none keeps another from writing. */
  readonly owner: 'video' | 'transfer' | 'streams'
  /** A write with a lower revision than the task already carries is not made: a later one was faster. */
  readonly revision: number
  /** What to say under `video`, `transfer` and `refused` of our key. `null` takes the part off. */
  readonly parts: Readonly<Record<string, object | null>>
  /** The task as an event showed it. Spares the read where nobody has written since, and events' versions are known to be ETags. */
  readonly known?: { readonly version: string; readonly attributes: string } | undefined
}

export type Message = {
  readonly conversationSid: string
  readonly author: string
  readonly body: string
  /** Approved by WhatsApp. Goes out instead of the body. */
  readonly template?: { readonly sid: string; readonly variables: Readonly<Record<string, string>> }
  /** Carried in the message's attributes. A message with the same mark is the same message. */
  readonly mark: string
  readonly attributes: Readonly<Record<string, string>>
  /** Look for the mark before posting, because an earlier attempt may have got through. */
  readonly mayBeThere: boolean
}

/**
 * What this product asks of Twilio, in its own words. Every method may be called twice for the same input, wherever the
 * first call died. All of them throw Retryable or Permanent and nothing else (`codes.ts`).
 */
export interface Twilio {
  /** Creates the room, or finds the one in progress that an earlier call made under this name. */
  createRoom(room: { readonly roomName: string; readonly isRecorded: boolean }): Promise<{ roomSid: string }>
  /** Completes the room and reads it back. A room that is gone counts as completed. */
  closeRoom(roomSid: string): Promise<void>
  /** Ours: in progress, and reporting to this deployment. Rooms of others are none of our business. */
  roomsInProgress(): Promise<readonly RoomInProgress[]>
  isRoomInProgress(roomSid: string): Promise<boolean>
  participants(roomSid: string): Promise<readonly RoomParticipant[]>
  /** Puts somebody out. Who is gone counts as put out. */
  removeParticipant(participant: { readonly roomSid: string; readonly participantSid: string }): Promise<void>
  /** Switches the recording of everybody in the room. */
  record(recording: { readonly roomSid: string; readonly isOn: boolean }): Promise<void>

  postMessage(message: Message): Promise<{ messageSid: string }>
  removeMessage(message: { readonly conversationSid: string; readonly messageSid: string }): Promise<void>

  /**
   * Writes under our own key of the task's attributes, and leaves everybody else's as it is.
   *
   * @returns why the task does not say it, where that is for good
   */
  annotateTask(annotation: Annotation): Promise<Unwritten | undefined>
  /**
   * Learns, beside the work and now and then, whether the version in an event is the task's ETag. Until that is known, and when it is not
   * so, a task is read before it is written.
   */
  compareVersion(told: {
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
  /** The same of those who bear these identities, and who of them is an agent at all. Twilio is asked about agents only. */
  assignmentsBy(who: { readonly conversationSid: string; readonly identities: readonly string[] }): Promise<AgentsFound>
  /** Learns who is an agent, before anybody commands. */
  learnAgents(): Promise<void>
  /** The accepted reservation of one worker on one task. */
  assignmentOf(taskSid: string, workerSid: string): Promise<Assignment | undefined>

  /** To whom a task was offered, and what they said. Empty when there is no such task. */
  offersOn(taskSid: string): Promise<readonly Offer[]>

  /** Invites an agent by the transfer workflow: a new task is made and routed. */
  inviteAgent(invite: Invite): Promise<{ readonly taskSid: string }>
  /** The task of the invite that bears this mark, if there is one. */
  inviteMarked(invite: Channel & { readonly mark: string }): Promise<string | undefined>
  /**
   * Whom this channel's invites still ask, by their tasks, and who of the invited has accepted. Nobody: the channel is closed, or
   * that is what it says after a few reads. @param but the task of somebody who has just left
   */
  invited(channel: Channel, but: string): Promise<Invited>
  /** Takes an invite back, so that nobody can accept it any more. @returns the status its task had */
  withdrawInvite(taskSid: string): Promise<string>
  /** @param isExpected when it is not so, that is believed only after a few reads */
  interactionParticipants(
    channel: Channel,
    isExpected?: (participants: readonly InteractionParticipant[]) => boolean,
  ): Promise<readonly InteractionParticipant[]>
  /** An agent leaves the channel; the customer and the others stay. Who is gone counts as released. */
  releaseAgent(agent: Channel & { readonly participantSid: string; readonly how: Release }): Promise<void>
  /** Ends the conversation for everybody. A closed one counts as closed. */
  closeChannel(channel: Channel & { readonly how: Release }): Promise<void>
  /** Undefined when this workspace has no such worker. */
  worker(workerSid: string): Promise<TransferTarget | undefined>
  queue(queueSid: string): Promise<TransferTarget | undefined>
  /** Every queue, as it was a few seconds ago at most. */
  queues(): Promise<readonly TransferTarget[]>
  /** Every queue and worker of the workspace. */
  targets(): Promise<readonly Named[]>
  /**
   * Starts a stream of the call, or finds the one an earlier run started under this name: its SID is not known then. `full`: all
   * tracks of the leg are taken.
   */
  startStream(stream: NewStream): Promise<{ readonly streamSid: string | undefined } | 'full'>
  /** By SID or name. One that is over counts as stopped. */
  stopStream(stream: { readonly callSid: string; readonly stream: string }): Promise<void>
  isCallLive(callSid: string): Promise<boolean>
  /** The call of a task: its conferences, who is in them, and what became of the leg that was taken for the customer's. */
  readCall(call: { readonly taskSid: string; readonly callSid?: string | undefined }): Promise<CallRead>
  /**
   * Whether the conference ends when this leg leaves. Twilio ignores a change for a leg on hold, so it is to be read
   * afterwards.
   */
  setEndOnExit(leg: {
    readonly conferenceSid: string
    readonly callSid: string
    readonly endsOnExit: boolean
  }): Promise<void>
  /** Ends the conference for everybody in it. One that is over counts as ended. */
  endConference(conferenceSid: string): Promise<void>
  /** Calls with customers that agents have. */
  openCalls(): Promise<readonly { readonly taskSid: string; readonly direction: 'inbound' | 'outbound' }[]>
  /** The accepted reservations of a voice task. @param expected reservations that are believed gone only after a few reads */
  callAssignmentsOf(
    taskSid: string,
    expected?: readonly string[],
  ): Promise<readonly (CallAssignment & { readonly at: number })[]>

  /** TURN servers with credentials for a few minutes. The same for everybody who asks within a minute. */
  iceServers(): Promise<readonly IceServer[]>

  /** What keeps these credentials from working, in a few words; undefined when nothing does. Asked a few times a minute. */
  whatIsWrong(): Promise<string | undefined>
}
