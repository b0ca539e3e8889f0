/** @type {Readonly<Record<string, string>>} */
export const channelNames = {
  web: 'Web chat',
  chat: 'Web chat',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  messenger: 'Messenger',
}

/** @type {Readonly<Record<string, string>>} */
export const taskWords = {
  pending: 'Waiting for an agent',
  reserved: 'Offered',
  assigned: 'In progress',
  wrapping: 'Wrapping up',
  completed: 'Completed',
  canceled: 'Cancelled',
}
