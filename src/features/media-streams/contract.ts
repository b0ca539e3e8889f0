// The feature's public interface: records and settings of media streams.
// Code outside this folder imports nothing else of it.

export { survives } from './announce.ts'
export { destinations } from './destinations.ts'
export { foundAssignment } from './found-assignment.ts'
export { isLookedAt } from './guard.ts'
export { initial, type State, state } from './model.ts'
export { feature } from './names.ts'
