import { late } from '../ui/late.tsx'
import { Joining } from './joining.tsx'

/** Fetched while the person chooses devices. */
export const fetchRoom = () => import('../room/index.ts')

/** The room, with its style: the first screen does not wait for it. */
export const LateRoom = late(async () => (await fetchRoom()).Room, Joining)
