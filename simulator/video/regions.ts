/** Where Twilio has servers for video: that of a room's media, and that of a browser's signalling. */
export const videoRegions: readonly string[] = ['au1', 'br1', 'de1', 'ie1', 'in1', 'jp1', 'sg1', 'us1', 'us2']

/** Where a browser's signalling is that leaves the choice to Twilio. */
export const nearestRegion = 'us1'
