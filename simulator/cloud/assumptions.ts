/**
 * Behaviour of Twilio that applications rely on although no document of Twilio's describes it. The simulator shows this
 * behaviour until `POST /__sim/assumptions` makes an assumption untrue; then it does what the text here says.
 */
export const assumptions = {
  'task-version-is-etag': 'TaskVersion in an event is one ahead of the ETag of the task',
  'client-identity-is-vouched': 'ClientIdentity is whom the message names as its author, also of a message by REST',
  'callbacks-in-order-once': 'every webhook comes twice, and some are overtaken by later ones',
  'older-connection-leaves': 'of two connections with one identity both stay in the room',
  'changed-task-is-rerouted': 'a pending task whose attributes change stays where it is',
  'reads-catch-up': 'what was made is missing from reads for ten seconds',
  'invites-show-attributes': 'the list of invites shows tasks without their attributes',
  'contact-uri-is-identity': 'agents bear another identity in chats than their contact_uri says',
  'events-say-more': 'events of TaskRouter have the documented fields only',
  'refused-attributes-are-400': 'attributes longer than 4,000 characters are refused with 413',
  'taken-stream-name-is-said': 'a stream whose name is taken is refused without a word about names',
  'stopped-stream-is-missing': 'to stop a stream that has stopped is a bad request instead of 404',
  'conference-bears-task': 'the conference of a call in Flex is named after the call instead of the task',
  'receipts-are-told': 'no webhook tells of the receipts of messages by REST',
} as const

export type Assumption = keyof typeof assumptions
