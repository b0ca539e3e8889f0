import { isOver, type Video } from './model.ts'

/** The two reports on one conversation's video. `null`: the server says that there is none, or none of this agent's. */
export type Reports = {
  readonly server?: Video | null | undefined
  readonly task?: Video | undefined
  /** The source of the last report. */
  readonly last: 'server' | 'task'
}

/**
 * Picks between two reports of the same video: the server's stream, at once, and the task's attributes, a Twilio round
 * trip later and also while the stream is down. The later video wins, then a video that is over, then the stream while
 * it is up.
 */
export function newest({ server, task, last }: Reports, isStreamUp: boolean): Video | undefined {
  if (!task) return server ?? undefined
  if (server === null) return isStreamUp && !isOver(task) ? undefined : task
  if (!server) return task
  if (server.id !== task.id) return startOf(server.id) >= startOf(task.id) ? server : task
  if (isOver(server)) return server
  // Keeps what only the server knows: the task has fewer fields.
  if (isOver(task)) return { ...server, ...task, customer: server.customer }
  const { word, asksForLink, notDelivered } = task
  return isStreamUp || last === 'server' ? server : { ...server, word, asksForLink, notDelivered }
}

/** Reads the time of the start: the last part of the id, in base 36. */
export const startOf = (id: string): number => Number.parseInt(id.slice(id.lastIndexOf('-') + 1), 36) || 0
