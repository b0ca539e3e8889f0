/** What rules may depend on besides state and event. Times in ms. */
export type Settings = {
  readonly linkTtlMs: number
  /** How long one side may stay alone after both had met; 0 means for ever. */
  readonly lostAfterMs: number
  /** How long an agent who handed the conversation over may stay for the next one, and a call be without any agent. */
  readonly handoverMs: number
  /** How long an invite lives that nobody takes: those of others are waited for as long as ours. */
  readonly inviteMs: number
  /** What becomes of a video whose agent has gone and whom nobody follows. */
  readonly unanswered: 'end' | 'keep'
  readonly removesCommands: boolean
  /** Off: there is nobody else to tell an agent so who types `/transfer`. */
  readonly hasTransfers: boolean
  readonly postsCancelNotice: boolean
  /** There is an approved template for customers of WhatsApp who have not written for 24 hours. */
  readonly hasTemplate: boolean
  /** Customers get into the room only while an agent is in it. */
  readonly hasWaitingRoom: boolean
  /** Every room records from the start, unless its escalation says otherwise. */
  readonly isRecorded: boolean
  /** Agents may switch the recording on and off. */
  readonly mayRecord: boolean
  /** Supervisors may come into a call, and everybody in it is told. */
  readonly maySupervisorsJoin: boolean
  /** Participant time (ms) after which supervisors are warned, and after which the video is ended; 0: never. */
  readonly softBudgetMs: number
  readonly hardBudgetMs: number
}
