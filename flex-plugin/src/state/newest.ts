import { isOver, type Video } from './model.ts'

/** What was heard of one conversation, by way. `null`: the server said that there is none, or none of this agent's. */
export type Heard = {
  readonly server?: Video | null | undefined
  readonly task?: Video | undefined
  /** Which of the two spoke last. */
  readonly last: 'server' | 'task'
}

/**
 * Two ways bring the same news: the server's stream, at once, and the task's attributes, a Twilio round trip later and also
 * while the stream is away. The later video counts, then that it is over, then the stream while it is up.
 */
export function newest({ server, task, last }: Heard, isLineUp: boolean): Video | undefined {
  if (!task) return server ?? undefined
  if (server === null) return isLineUp && !isOver(task) ? undefined : task
  if (!server) return task
  if (server.id !== task.id) return startOf(server.id) >= startOf(task.id) ? server : task
  if (isOver(server)) return server
  // A task knows less than the server does; what it does not know is kept.
  if (isOver(task)) return { ...server, ...task, customer: server.customer }
  const { word, asksForLink, notDelivered } = task
  return isLineUp || last === 'server' ? server : { ...server, word, asksForLink, notDelivered }
}

/** The start is the last part of the id, in base 36. */
export const startOf = (id: string): number => Number.parseInt(id.slice(id.lastIndexOf('-') + 1), 36) || 0
