import '../style/room-chunk.css'

export { Room } from '../screens/room.tsx'
