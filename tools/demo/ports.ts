import { freePort, nobodyListens } from '../free-port.ts'

/** The usual port if it is free, or else any free port. */
export const usualOrFree = async (usual: number): Promise<number> => ((await nobodyListens(usual)) ? usual : freePort())
