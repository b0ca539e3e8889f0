// What the rest of the product may know of media streams on calls: records and settings.
// Nothing outside this folder imports anything else of it.

export { survives } from './announce.ts'
export { isAsSeen } from './as-seen.ts'
export { destinations } from './destinations.ts'
export { foundAssignment } from './found-assignment.ts'
export { isLookedAt } from './guard.ts'
export { initial, type State, state } from './model.ts'
export { feature } from './names.ts'
