import { choice, choose } from './choice.js'
import { act, ask } from './door.js'
import { element, fill, part, show, write } from './element.js'
import { showOffer } from './offer.js'
import { showPanel } from './panel.js'
import { showPlaces } from './places.js'
import { placeIn } from './task.js'
import { threadIn } from './thread.js'
import { sendTransfersBy, showTransfer } from './transfer.js'
import { showVideoWord } from './video.js'
import { taskWords } from './words.js'

/**
 * @typedef {import('../view.ts').DeskView} DeskView
 * @typedef {import('../view.ts').DeskChat} DeskChat
 * @typedef {import('./task.js').Place} Place
 */

const agentSelect = part('agent', HTMLSelectElement)
const activitySelect = part('activity', HTMLSelectElement)
const thread = part('agent-thread', HTMLElement)
const showThread = threadIn(thread)
const composer = part('agent-composer', HTMLFormElement)
const text = part('agent-text', HTMLInputElement)
const actions = part('agent-actions', HTMLElement)
let taskSid = ''
let shownSid = ''

agentSelect.addEventListener('change', () => choose({ agentSid: agentSelect.value }))
activitySelect.addEventListener('change', () =>
  ask('POST', `/desk/agents/${choice.agentSid}/activity`, { activity: activitySelect.value }),
)
composer.addEventListener('submit', async (event) => {
  event.preventDefault()
  const body = text.value.trim()
  if (body === '') return
  text.value = ''
  if (!(await say(body)) && text.value === '') text.value = body
})
for (const button of actions.querySelectorAll('button[data-command]')) {
  button.addEventListener('click', () => say(button.textContent ?? ''))
}
part('wrapup', HTMLElement).addEventListener('click', () => act(`/tasks/${taskSid}/wrapup`))
part('complete', HTMLElement).addEventListener('click', () => act(`/tasks/${taskSid}/complete`))

/** @param {string} body */
const say = (body) => act(`/conversations/${choice.chatSid}/messages`, { as: { workerSid: choice.agentSid }, body })

sendTransfersBy(say)

/** @param {DeskView & { chat: DeskChat | undefined }} view */
export function showAgent({ agents, activities, queues, chat, chats, messages, panel }) {
  showWho(agents, activities)
  const place = placeIn(chat, choice.agentSid)
  taskSid = place.task?.sid ?? ''
  showPlaces(chat, agents)
  showOffer(place, chat?.customer ?? '', agents)
  showTask(place)
  showTransfer({ agents, queues, place })

  // A draft belongs to the chat in which it was written.
  if (shownSid !== choice.chatSid) text.value = ''
  shownSid = choice.chatSid
  const status = place.mine?.status
  const isTalking = status === 'accepted' && !chat?.isClosed
  const mayEnd = status === 'accepted' || status === 'wrapping'
  show(composer, isTalking)
  show(actions, isTalking)
  show(part('complete', HTMLElement), mayEnd)
  show(part('wrapup', HTMLElement), status === 'accepted')
  showPanel({ chats, place, panel })

  show(part('agent-empty', HTMLElement), !chat && agents.length > 0)
  show(thread, Boolean(chat))
  showThread(messages, {
    own: ({ from }) => from !== 'customer',
    hasInvites: false,
    nameOf: ({ from, name }) => (from === 'customer' ? (chat?.customer ?? name) : name),
  })
}

/**
 * @param {DeskView['agents']} agents
 * @param {readonly string[]} activities
 */
function showWho(agents, activities) {
  show(part('agent-selects', HTMLElement), agents.length > 0)
  fill(agentSelect, agents, { key: ({ sid }) => sid, make: ({ sid, name }) => option(sid, name) })
  fill(activitySelect, activities, { key: (name) => name, make: (name) => option(name, name) })
  agentSelect.value = choice.agentSid
  if (document.activeElement !== activitySelect) {
    activitySelect.value = agents.find(({ sid }) => sid === choice.agentSid)?.activity ?? ''
  }
}

/** @param {Place} place */
function showTask({ task, mine }) {
  show(part('task-bar', HTMLElement), task !== undefined)
  const word = mine?.status === 'accepted' ? 'In progress' : (taskWords[task?.status ?? ''] ?? '')
  write(part('task-word', HTMLElement), word)
  showVideoWord(task?.video)
  const refused = part('refused', HTMLElement)
  write(refused, task?.refused ?? '')
  show(refused, Boolean(task?.refused))
}

/**
 * @param {string} value
 * @param {string} name
 */
const option = (value, name) => Object.assign(element('option', '', name), { value })
