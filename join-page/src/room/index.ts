import '../style/room-chunk.css'

export { RatingForm } from '../screens/rating-form.tsx'
export { Room } from '../screens/room.tsx'
