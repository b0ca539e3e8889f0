import { showAgent } from './agent.js'
import { showChats } from './chats.js'
import { choice, onChoice } from './choice.js'
import { showCustomer } from './customer.js'
import { ask } from './door.js'
import { part, write } from './element.js'
import { follow } from './live.js'
import { showTrouble } from './trouble.js'
import { showTwilio } from './twilio.js'

/**
 * @typedef {import('../view.ts').DeskView} DeskView
 * @typedef {import('../view.ts').DeskMessage} DeskMessage
 */

const connection = part('connection', HTMLElement)
const announcer = part('announcer', HTMLElement)
let isStale = false
/** @type {Promise<void> | undefined} */
let reading
let announced = { chatSid: '', said: '' }

/** Allows one read at a time. Events during a read cause one more read. */
function read() {
  isStale = true
  reading ??= readUntilFresh().finally(() => {
    reading = undefined
  })
  return reading
}

async function readUntilFresh() {
  while (isStale) {
    isStale = false
    const wanted = choice.chatSid
    /** @type {DeskView | undefined} */
    const view = await ask('GET', `/desk/view?chat=${encodeURIComponent(wanted)}`)
    if (view && wanted === choice.chatSid) showAll(view)
  }
}

/** @param {DeskView} view */
function showAll(view) {
  const { chats, agents, messages, rooms, news } = view
  choice.chatSid = view.chatSid ?? ''
  if (!agents.some(({ sid }) => sid === choice.agentSid)) choice.agentSid = agents[0]?.sid ?? ''
  const chat = chats.find(({ conversationSid }) => conversationSid === view.chatSid)
  showChats(chats, agents)
  showCustomer({ chat, chats, messages })
  showAgent({ ...view, chat })
  showTwilio(rooms, news)
  showTrouble(news)
  announce(view)
}

/**
 * Announces a new message once, although both panes show it.
 * @param {DeskView} view
 */
function announce({ chatSid, chats, messages }) {
  const last = messages.at(-1)
  const customer = chats.find(({ conversationSid }) => conversationSid === chatSid)?.customer ?? ''
  const said = last ? `${last.from === 'customer' ? customer : last.name}: ${last.body}` : ''
  if (chatSid === announced.chatSid && said !== announced.said) write(announcer, said)
  announced = { chatSid: chatSid ?? '', said }
}

onChoice(read)
follow(read, (isConnected) => {
  connection.dataset['is'] = isConnected ? 'live' : 'lost'
  write(connection, isConnected ? 'Connected' : 'Connection lost, trying again…')
})
read()
