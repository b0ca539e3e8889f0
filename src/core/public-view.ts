/**
 * A record as outsiders may know it: on the timeline, in webhooks, on the supervisor's board. Ids, words and numbers;
 * never a name, a link, a number or anything a person wrote.
 */
export type PublicView = {
  readonly id: string
  /** The same word that the task and the API say. */
  readonly state: string
  readonly [detail: string]: string | number | boolean | undefined
}
