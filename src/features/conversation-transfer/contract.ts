// What the rest of the product may know of transfers: records, views, targets and refusals.
// Nothing outside this folder imports anything else of it.

export { findTarget } from './find-target.ts'
export { initial, type State, state } from './model.ts'
export { conversationOf, feature } from './names.ts'
export { inviteInQuestion, longestLagMs, tasksInQuestion, unheard } from './observe.ts'
export { participantsOf } from './participants.ts'
export { type Reading, readings } from './readings.ts'
export { refusalStatus } from './refusals.ts'
export { isServing, type TransferView, viewFor } from './view.ts'
