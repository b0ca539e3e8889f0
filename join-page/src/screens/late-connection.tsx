import { late } from '../ui/late.tsx'
import { fetchRoom } from './late-room.tsx'

const Nothing = () => null

/** Part of the room's chunk, which is loading at this time anyway. If that does not load, there is no test. */
export const LateConnection = late(
  async () => (await fetchRoom()).Connection,
  Nothing,
  () => {},
)
