/** What decisions may depend on besides state and event. Times in ms. */
export type Settings = {
  readonly linkTtlMs: number
  /** How long one side may stay alone after both had met; 0 means for ever. */
  readonly lostAfterMs: number
  /** How long an agent who handed over may stay for the next agent, and how long a video may be without any agent. */
  readonly handoverMs: number
  /** How long an unaccepted invite lives. Invites that are not ours are waited for as long. */
  readonly inviteMs: number
  /** What happens to a video whose agent has left when no agent follows. */
  readonly unanswered: 'end' | 'keep'
  /** Off: no other feature answers an agent who types `/transfer`. */
  readonly hasTransfers: boolean
  readonly postsCancelNotice: boolean
  /** There is an approved template for WhatsApp customers who have not written for 24 hours. */
  readonly hasTemplate: boolean
  /** Customers get into the room only while an agent is in it. */
  readonly hasWaitingRoom: boolean
  /** Every room records from the start, unless its escalation says otherwise. */
  readonly isRecorded: boolean
  /** Agents may switch the recording on and off. */
  readonly mayRecord: boolean
  /** Supervisors may join a call, and everybody in it is notified. */
  readonly maySupervisorsJoin: boolean
  /** Participant time (ms) after which supervisors are warned, and after which the video is ended; 0: never. */
  readonly softBudgetMs: number
  readonly hardBudgetMs: number
}
