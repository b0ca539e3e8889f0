import '../style/room-chunk.css'

export { stayAwake } from '../call/stay-awake.ts'
export { Connection } from '../screens/devices/connection.tsx'
export { SettingsDialog } from '../screens/devices/settings-dialog.tsx'
export { RatingForm } from '../screens/rating-form.tsx'
export { Room } from '../screens/room.tsx'
