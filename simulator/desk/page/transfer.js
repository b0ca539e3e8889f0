import { choice } from './choice.js'
import { element, fill, part, show, write } from './element.js'

/**
 * @typedef {import('../view.ts').DeskAgent} DeskAgent
 * @typedef {import('../view.ts').TransferSaid} TransferSaid
 * @typedef {(command: string) => Promise<unknown>} Say
 */

/**
 * The colour of each transfer state. Other states are neutral.
 * @type {Readonly<Record<string, string>>}
 */
const moods = {
  requested: 'busy',
  ringing: 'busy',
  incoming: 'busy',
  accepted: 'good',
  completed: 'good',
  declined: 'bad',
  unanswered: 'bad',
  failed: 'bad',
}
const pending = new Set(['requested', 'ringing'])

const target = part('transfer-to', HTMLSelectElement)
const isWarm = part('transfer-warm', HTMLInputElement)
const send = part('transfer-send', HTMLButtonElement)
const detail = part('transfer-detail', HTMLElement)
const cancel = part('transfer-cancel', HTMLButtonElement)

const command = () => `/transfer ${isWarm.checked ? 'warm ' : ''}${target.value}`
const label = () => {
  send.disabled = target.value === ''
  write(send, send.disabled ? '/transfer …' : command())
}

/** @param {Say} say writes into the chat as the agent */
export function sendTransfersBy(say) {
  target.addEventListener('change', label)
  isWarm.addEventListener('change', label)
  send.addEventListener('click', () => say(command()))
  cancel.addEventListener('click', () => say('/transfer cancel'))
}

/**
 * Shows the possible targets of a transfer, and the state of the transfer that is under way.
 * @param {{ agents: readonly DeskAgent[], queues: readonly string[], place: import('./task.js').Place }} view
 */
export function showTransfer({ agents, queues, place: { task, mine } }) {
  const transfer = task?.transfer
  const names = [...agents.filter(({ sid }) => sid !== choice.agentSid).map(({ name }) => name), ...queues]
  fill(part('transfer-names', HTMLElement), [...new Set(names)], {
    key: (name) => name,
    make: (name) => Object.assign(element('option', '', name), { value: name }),
  })
  if (target.value !== '' && !names.includes(target.value)) target.value = ''
  label()
  const isPending = pending.has(transfer?.state ?? '')
  show(part('transfer-choice', HTMLElement), !isPending)
  show(cancel, isPending)
  showWord(transfer)
  // The agent who gets the offer reads the note in the offer.
  show(detail, detail.textContent !== '' && mine?.status !== 'pending')
}

/** @param {TransferSaid | null | undefined} transfer */
function showWord(transfer) {
  const badge = part('transfer-word', HTMLElement)
  show(badge, Boolean(transfer))
  write(badge, transfer ? `Transfer: ${transfer.state}` : '')
  badge.dataset['mood'] = moods[transfer?.state ?? ''] ?? 'plain'
  const { from, to, note, reason } = transfer ?? {}
  const way = from ? `Transfer from ${from}` : to && `Transfer to ${to}`
  const parts = [way, reason && `because: ${reason}`, note && `“${note}”`]
  write(detail, parts.filter(Boolean).join(' · '))
}
