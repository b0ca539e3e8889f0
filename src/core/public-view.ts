/**
 * What outsiders may know of a record: on the timeline, in webhooks, on the supervisor's board. It holds ids, our own
 * words and counts; never a name, a link, a phone number or anything that somebody wrote.
 */
export type PublicView = {
  readonly id: string
  /** The same word as on the task and in the API. */
  readonly state: string
  readonly [detail: string]: string | number | boolean | undefined
}
