/** One browser's Twilsock. It carries requests to Sync and Conversations, and their news back. */
export interface Twilsock {
  readonly identity: string
  /** The Sync objects it is told of, by SID. */
  readonly subscriptions: Set<string>
  readonly notify: (messageType: string, payload: unknown) => void
  /** Without a word, as a lost network does. */
  readonly cut: () => void
}
