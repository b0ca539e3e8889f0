/** One browser's Twilsock. It carries requests to Sync and Conversations, and their events back. */
export interface Twilsock {
  readonly identity: string
  /** The SIDs of the Sync objects that the browser subscribes to. */
  readonly subscriptions: Set<string>
  readonly notify: (messageType: string, payload: unknown) => void
  /** Cuts the socket without a close frame, as a lost network does. */
  readonly cut: () => void
}
