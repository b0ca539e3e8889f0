import { late } from '../ui/late.tsx'
import { Joining } from './joining.tsx'

/** Loads the room's chunk, while the user chooses devices. */
export const fetchRoom = () => import('../room/index.ts')

/** The room with its style; the first screen does not wait for them. */
export const LateRoom = late(async () => (await fetchRoom()).Room, Joining)
