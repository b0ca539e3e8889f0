import { late } from '../ui/late.tsx'
import { fetchRoom } from './late-room.tsx'

const Nothing = () => null

/** Comes with the room, which is fetched at this time anyway; where that does not arrive, nothing is tested. */
export const LateConnection = late(
  async () => (await fetchRoom()).Connection,
  Nothing,
  () => {},
)
