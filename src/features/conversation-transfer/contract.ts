// The feature's public interface: records, views, targets and refusals.
// Code outside this folder imports nothing else of it.

export { findTarget } from './find-target.ts'
export { initial, type State, state } from './model.ts'
export { conversationOf, feature } from './names.ts'
export { participantsOf } from './participants.ts'
export { type Reading, readings } from './readings.ts'
export { refusalStatus } from './refusals.ts'
export { isServing, type TransferView, viewFor } from './view.ts'
