/**
 * The revision of the next write. It grows with every write. It also exceeds what was written before Redis lost its
 * data, because the time of an event is later than all earlier revisions.
 */
export const nextRevision = (last: number, at: number): number => Math.max(last + 1, at)
