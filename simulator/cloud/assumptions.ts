/**
 * Undocumented behaviour of Twilio that applications rely on. The simulator shows this behaviour until
 * `POST /__sim/assumptions` makes an assumption untrue; then it behaves as the text here says.
 */
export const assumptions = {
  'task-version-is-etag': 'TaskVersion in an event is one higher than the task’s ETag',
  'client-identity-is-vouched': 'ClientIdentity is the author that the message names, for messages by REST too',
  'callbacks-in-order-once': 'every webhook arrives twice, and later ones overtake some',
  'older-connection-leaves': 'two connections with one identity both stay in the room',
  'changed-task-is-rerouted': 'a pending task whose attributes change is not routed again',
  'reads-catch-up': 'reads do not show new resources for ten seconds',
  'invites-show-attributes': 'the list of invites shows tasks without their attributes',
  'contact-uri-is-identity': 'agents have another identity in chats than in their contact_uri',
  'events-say-more': 'TaskRouter’s events have only the documented fields',
  'refused-attributes-are-400': 'attributes longer than 4,000 characters are refused with 413',
  'taken-stream-name-is-said': 'the refusal of a stream whose name is taken does not mention names',
  'stopped-stream-is-missing': 'stopping a stream that has stopped is a bad request instead of 404',
  'conference-bears-task': 'the conference of a call in Flex is named after the call instead of the task',
  'receipts-are-reported': 'no webhook reports the receipts of messages by REST',
} as const

export type Assumption = keyof typeof assumptions
