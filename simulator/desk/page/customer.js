import { choice, choose } from './choice.js'
import { act } from './door.js'
import { part, show, write } from './element.js'
import { threadIn } from './thread.js'
import { channelNames } from './words.js'

/**
 * @typedef {import('../view.ts').DeskChat} DeskChat
 * @typedef {import('../view.ts').DeskMessage} DeskMessage
 */

const names = ['Cleo', 'Noor', 'Jonas', 'Mei', 'Tariq', 'Ines', 'Pavel', 'Ruth']

const start = part('start', HTMLFormElement)
const startName = part('start-name', HTMLInputElement)
const composer = part('customer-composer', HTMLFormElement)
const text = part('customer-text', HTMLInputElement)
const thread = part('customer-thread', HTMLElement)
const showThread = threadIn(thread)
let isOpening = false
let suggested = ''
let shownSid = ''

start.addEventListener('submit', async (event) => {
  event.preventDefault()
  if (isOpening) return
  isOpening = true
  const channel = new FormData(start).get('channel')
  const chat = await act('/chats', { channel, customer: { name: startName.value.trim() || 'Customer' } })
  isOpening = false
  if (!chat) return
  // The user most likely continues as the agent who gets the offer.
  const { conversationSid: chatSid, workerSid } = chat
  await choose({ chatSid, isStarting: false, ...(workerSid && { agentSid: workerSid }) })
  text.focus()
})

part('new-chat', HTMLElement).addEventListener('click', async () => {
  await choose({ isStarting: true })
  startName.focus()
  startName.select()
})
part('start-cancel', HTMLElement).addEventListener('click', () => choose({ isStarting: false }))

composer.addEventListener('submit', async (event) => {
  event.preventDefault()
  const body = text.value.trim()
  if (body === '') return
  text.value = ''
  const said = await act(`/conversations/${choice.chatSid}/messages`, { as: 'customer', body })
  if (!said && text.value === '') text.value = body
})

/**
 * @param {{ chat: DeskChat | undefined, chats: readonly DeskChat[], messages: readonly DeskMessage[] }} view
 */
export function showCustomer({ chat, chats, messages }) {
  const isStarting = choice.isStarting || !chat
  show(start, isStarting)
  show(part('start-cancel', HTMLElement), Boolean(chat))
  write(
    part('start-hint', HTMLElement),
    chat ? 'Another customer writes in.' : 'No chat yet. Start one as the customer.',
  )
  suggestName(names[chats.length % names.length] ?? 'Customer')
  write(
    part('customer-name', HTMLElement),
    chat && !isStarting ? `${chat.customer} · ${channelNames[chat.channel]}` : '',
  )
  show(thread, !isStarting)
  show(composer, !isStarting)
  // A draft belongs to the chat in which it was written.
  if (shownSid !== choice.chatSid) text.value = ''
  shownSid = choice.chatSid
  const isClosed = chat?.isClosed === true
  for (const field of composer.querySelectorAll('input, button')) field.toggleAttribute('disabled', isClosed)
  text.placeholder = isClosed ? 'This chat is closed' : 'Write as the customer'
  showThread(isStarting ? [] : messages, {
    own: ({ from }) => from === 'customer',
    hasInvites: true,
    nameOf: ({ from, name }) => (from === 'customer' ? 'You' : name),
  })
}

/**
 * Suggests a name, but never overwrites one that the user typed.
 * @param {string} name
 */
function suggestName(name) {
  if (startName.value === suggested) startName.value = name
  suggested = name
}
