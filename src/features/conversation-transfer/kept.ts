/** The fields of their events that timelines of transfers keep: ids, and our own words. */
export const kept: readonly string[] = ['invitedTaskSid', 'participantSid', 'status']
