import { choice, choose } from './choice.js'
import { act } from './door.js'
import { part, show, write } from './element.js'

/**
 * @typedef {import('../view.ts').DeskAgent} DeskAgent
 * @typedef {import('./task.js').Place} Place
 */

const box = part('offer', HTMLElement)
const words = part('offer-text', HTMLElement)
const note = part('offer-note', HTMLElement)
const buttons = Object.fromEntries(
  ['accept', 'decline', 'act-as', 'cancel', 'hire'].map((id) => [id, part(id, HTMLButtonElement)]),
)
/** @type {Place} */
let place = { task: undefined, mine: undefined, holder: undefined }

buttons['accept']?.addEventListener('click', async () => {
  await act(`/reservations/${place.mine?.sid}/accept`)
  await choose()
  part('agent-text', HTMLElement).focus()
})
buttons['decline']?.addEventListener('click', () => act(`/reservations/${place.mine?.sid}/reject`))
buttons['cancel']?.addEventListener('click', () => act(`/tasks/${place.task?.sid}/cancel`))
buttons['act-as']?.addEventListener('click', () => choose({ agentSid: place.holder?.workerSid ?? choice.agentSid }))
buttons['hire']?.addEventListener('click', () => act('/seed'))

/**
 * Shows what the agent can do before the chat is theirs: accept or decline it, or switch to the agent who has it.
 * @param {Place} now
 * @param {string} customer
 * @param {readonly DeskAgent[]} agents
 */
export function showOffer(now, customer, agents) {
  place = now
  const { task, mine, holder } = now
  const isOffered = mine?.status === 'pending'
  const name = agents.find(({ sid }) => sid === holder?.workerSid)?.name ?? 'Another agent'
  const isWaiting = task?.status === 'pending'
  const shown = {
    accept: isOffered,
    decline: isOffered,
    'act-as': holder !== undefined,
    cancel: isOffered || isWaiting || task?.status === 'reserved',
    hire: agents.length === 0,
  }
  for (const [id, isShown] of Object.entries(shown)) if (buttons[id]) show(buttons[id], isShown)
  if (buttons['act-as']) write(buttons['act-as'], `Act as ${name}`)
  const incoming = isOffered && task?.transfer?.state === 'incoming' ? task.transfer : undefined
  write(words, sentence())
  write(note, incoming?.note ?? '')
  show(note, Boolean(incoming?.note))
  show(box, words.textContent !== '')

  function sentence() {
    if (agents.length === 0) return 'No agents yet.'
    if (incoming) return handedOver(incoming, customer)
    if (isOffered) return `${customer} would like to chat.`
    if (holder) return holder.status === 'pending' ? `This chat is offered to ${name}.` : `${name} has this chat.`
    return isWaiting ? 'Nobody is free for this chat. Set an agent to Available, or away and back after declining.' : ''
  }
}

/**
 * @param {import('../view.ts').TransferSaid} transfer
 * @param {string} customer
 */
function handedOver({ from = 'Another agent', mode }, customer) {
  if (mode === 'warm') return `${from} asks you to join the chat with ${customer}.`
  return `${from} would like to hand over the chat with ${customer}.`
}
