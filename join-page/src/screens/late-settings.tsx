import { late } from '../ui/late.tsx'
import { fetchRoom } from './late-room.tsx'

/** The choice of devices. It is opened by a press, on a screen that fetches the room anyway. */
export const LateSettings = late(
  async () => (await fetchRoom()).SettingsDialog,
  () => null,
)
