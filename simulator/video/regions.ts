/** Twilio's video regions, for a room's media and for a browser's signalling. */
export const videoRegions: readonly string[] = ['au1', 'br1', 'de1', 'ie1', 'in1', 'jp1', 'sg1', 'us1', 'us2']

/** The region of a browser that leaves the choice to Twilio. */
export const nearestRegion = 'us1'
