import { late } from '../ui/late.tsx'
import { fetchRoom } from './late-room.tsx'

/** The choice of devices. A press opens it, on a screen that loads the room's chunk anyway. */
export const LateSettings = late(
  async () => (await fetchRoom()).SettingsDialog,
  () => null,
)
