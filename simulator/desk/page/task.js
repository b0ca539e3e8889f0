/**
 * @typedef {import('../view.ts').DeskChat} DeskChat
 * @typedef {import('../view.ts').DeskTask} DeskTask
 * @typedef {{ sid: string, workerSid: string, status: string }} Reservation
 * @typedef {{ task: DeskTask | undefined, mine: Reservation | undefined, holder: Reservation | undefined }} Place
 */

/** @param {Reservation} reservation */
const isOpen = ({ status }) => status === 'pending' || status === 'accepted' || status === 'wrapping'

/**
 * Every open reservation of a chat, oldest task first, and the tasks that wait for an agent.
 * @param {DeskChat | undefined} chat
 * @returns {{ task: DeskTask, held: Reservation | undefined }[]}
 */
export function placesIn(chat) {
  return [...(chat?.tasks ?? [])].reverse().flatMap((task) => {
    const open = task.reservations.filter(isOpen).map((held) => ({ task, held }))
    return open.length === 0 && task.status === 'pending' ? [{ task, held: undefined }] : open
  })
}

/**
 * An agent's part in a chat: the task that concerns them, and their own open reservation or else another agent's.
 * @param {DeskChat | undefined} chat
 * @param {string} agentSid
 * @returns {Place}
 */
export function placeIn(chat, agentSid) {
  const tasks = chat?.tasks ?? []
  const open = tasks.flatMap((task) => task.reservations.filter(isOpen).map((held) => ({ task, held })))
  const mine = open.find(({ held }) => held.workerSid === agentSid)
  const first = mine ?? open[0]
  const waiting = tasks.find(({ status }) => status === 'pending')
  return { task: first?.task ?? waiting ?? tasks[0], mine: mine?.held, holder: mine ? undefined : first?.held }
}
