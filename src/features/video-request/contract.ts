// The feature's public interface: records, views and ids.
// Code outside this folder imports nothing else of it.

export { initial, type State, state } from './model.ts'
export { conversationOf, feature } from './names.ts'
export { type RequestView, viewOf } from './view.ts'
