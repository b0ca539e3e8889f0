import { choice, choose } from './choice.js'
import { element, fill, part, show, write } from './element.js'
import { placesIn } from './task.js'
import { taskWords } from './words.js'

/**
 * @typedef {import('../view.ts').DeskAgent} DeskAgent
 * @typedef {import('../view.ts').DeskChat} DeskChat
 * @typedef {{ key: string, agentSid: string | undefined, name: string, word: string }} Row
 */

const list = part('places', HTMLElement)

/**
 * Shows each agent who has the chat or an offer of it, and each waiting task. A press on an agent switches to that
 * agent.
 * @param {DeskChat | undefined} chat
 * @param {readonly DeskAgent[]} agents
 */
export function showPlaces(chat, agents) {
  const rows = placesIn(chat).map(({ task, held }) => ({
    key: held?.sid ?? task.sid,
    agentSid: held?.workerSid,
    name: agents.find(({ sid }) => sid === held?.workerSid)?.name ?? task.queue ?? 'Nobody yet',
    word: wordFor(task.status, held?.status),
  }))
  // The task bar already shows a single entry.
  show(list, rows.length > 1)
  fill(list, rows.length > 1 ? rows : [], { key: ({ key }) => key, make, change })
}

/** @param {Row} row */
function make({ agentSid, name }) {
  const words = [element('span', 'place-name', name), element('span', 'place-word')]
  if (agentSid === undefined) return element('li', 'place', ...words)
  const button = element('button', 'place', ...words)
  button.setAttribute('type', 'button')
  button.addEventListener('click', () => choose({ agentSid }))
  return element('li', '', button)
}

/**
 * @param {HTMLElement} node
 * @param {Row} row
 */
function change(node, { agentSid, word }) {
  const words = node.querySelector('.place-word')
  if (words) write(words, word)
  node.querySelector('button')?.setAttribute('aria-pressed', String(agentSid === choice.agentSid))
}

/**
 * @param {string} task
 * @param {string | undefined} held
 */
function wordFor(task, held) {
  if (held === 'pending') return 'Offered'
  return held === 'accepted' ? 'In progress' : (taskWords[task] ?? task)
}
