/**
 * The number of the next write about something. It grows with every write, and also over what was written before Redis lost
 * everything: the time of the event is later than all that came before it.
 */
export const nextRevision = (last: number, at: number): number => Math.max(last + 1, at)
