// The feature's public interface: records, views, ids and refusals.
// Code outside this folder imports nothing else of it.

export { outcomeOf, stateWord } from './announce.ts'
export { isSideWeak } from './connection-quality.ts'
export { firstCause } from './ending.ts'
export { isUnderWay } from './handover.ts'
export type { UndeliveredReason } from './invite-model.ts'
export { linkState } from './link-state.ts'
export { type Counted, countMinutes } from './minutes.ts'
export { type Cause, type Escalation, initial, type Participant, type State, state, type Video } from './model.ts'
export { conversationOf, feature, roomName } from './names.ts'
export { isHere, isIn, isSide, presenceOf } from './presence.ts'
export { refusalStatus } from './refusals.ts'
export { hasAssignment, hasHandedOver, isServed, releaseOf } from './serving.ts'
export { undeliveredIn } from './undelivered.ts'
export { type EscalationView, viewFor, viewOf } from './view.ts'
