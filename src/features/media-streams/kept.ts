/** The fields of their events that timelines of streams keep: ids, and our own words. */
export const kept: readonly string[] = ['callSid', 'conferenceSid', 'streamSid', 'streamName']
