import { freePort, nobodyListens } from '../free-port.ts'

/** The port people remember if nobody has it, or any other. */
export const usualOrFree = async (usual: number): Promise<number> => ((await nobodyListens(usual)) ? usual : freePort())
