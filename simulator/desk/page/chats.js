import { choice, choose } from './choice.js'
import { element, fill, part, show, write } from './element.js'
import { placeIn } from './task.js'
import { channelNames, taskWords } from './words.js'

/**
 * @typedef {import('../view.ts').DeskAgent} DeskAgent
 * @typedef {import('../view.ts').DeskChat} DeskChat
 */

const list = part('chats', HTMLElement)

/**
 * Shows the chats, newest first, and marks the selected one.
 * @param {readonly DeskChat[]} chats
 * @param {readonly DeskAgent[]} agents
 */
export function showChats(chats, agents) {
  show(part('new-chat', HTMLElement), chats.length > 0)
  show(part('chats-empty', HTMLElement), chats.length === 0)
  fill(list, chats, {
    key: ({ conversationSid }) => conversationSid,
    make: ({ conversationSid, customer, channel }) => {
      const button = element(
        'button',
        'chat',
        element('span', 'chat-name', customer),
        element('span', 'quiet', channelNames[channel] ?? channel),
        element('span', 'chat-state'),
      )
      button.addEventListener('click', () => {
        button.scrollIntoView({ block: 'nearest', inline: 'nearest' })
        return choose({ chatSid: conversationSid, isStarting: false })
      })
      return element('li', '', button)
    },
    change: (node, chat) => {
      const button = node.firstElementChild
      const state = node.querySelector('.chat-state')
      if (!button || !state) return
      button.setAttribute('aria-current', String(chat.conversationSid === choice.chatSid && !choice.isStarting))
      write(state, stateOf(chat, agents))
    },
  })
}

/**
 * @param {DeskChat} chat
 * @param {readonly DeskAgent[]} agents
 */
function stateOf(chat, agents) {
  const { task, mine, holder } = placeIn(chat, choice.agentSid)
  const who = agents.find(({ sid }) => sid === (mine ?? holder)?.workerSid)?.name
  const word = taskWords[task?.status ?? ''] ?? 'No task'
  const place = who === undefined ? word : task?.status === 'reserved' ? `Offered to ${who}` : `${word}, ${who}`
  return task?.video ? `${place} · video ${task.video.state}` : place
}
