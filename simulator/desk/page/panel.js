import { element, part, show } from './element.js'

/**
 * @typedef {import('../view.ts').AgentPanel} AgentPanel
 * @typedef {import('../view.ts').DeskChat} DeskChat
 * @typedef {import('./task.js').Place} Place
 * @typedef {{ key: string, taskSid: string, workerSid: string }} Sight a video on a task, as one agent sees it
 */

// Shows the application's own page about a task, as Flex shows one beside the chat. The page loads when the agent opens
// it and then stays loaded, so a call goes on while the agent looks at another chat. It closes when the task ends, when
// the same task gets another video, or when the agent closes it.

/** The states of a video that exists. After its end it cannot be opened, but an open page stays. */
const words = new Set(['requested', 'invited', 'waiting', 'live', 'lost', 'paused'])

const box = part('panel', HTMLElement)
const openButton = part('panel-open', HTMLButtonElement)
const closeButton = part('panel-close', HTMLButtonElement)
const windowLink = part('panel-window', HTMLAnchorElement)
/** @type {Map<string, HTMLElement>} */
const frames = new Map()
/** @type {Sight | undefined} */
let sight
/** @type {AgentPanel | null | undefined} */
let known

openButton.addEventListener('click', () => {
  if (!sight || !known || frames.has(sight.key)) return
  const frame = frameFor(sight, known)
  frames.set(sight.key, frame)
  part('panel-frames', HTMLElement).append(frame)
  showSight(true)
  frame.focus()
})
closeButton.addEventListener('click', () => {
  leave()
  openButton.focus()
})
// One identity cannot be in a call twice, so the frame closes.
windowLink.addEventListener('click', () => leave())

/** @param {{ chats: readonly DeskChat[], place: Place, panel: AgentPanel | null }} view */
export function showPanel({ chats, place: { task, mine }, panel }) {
  // The allowed frame origins (CSP) are fixed when this page loads, so a change needs a reload.
  if (known !== undefined && String(known?.origins) !== String(panel?.origins)) location.reload()
  known = panel
  const open = new Set(sightsIn(chats).map(({ key }) => key))
  for (const key of frames.keys()) if (!open.has(key)) remove(key)
  const isMine = task !== undefined && mine !== undefined && mine.status !== 'pending'
  sight = isMine && panel ? sightOf(task, mine.workerSid) : undefined
  showSight(mine?.status === 'accepted' && words.has(task?.video?.state ?? ''))
}

/** @param {boolean} mayOpen */
function showSight(mayOpen) {
  const isOpen = sight !== undefined && frames.has(sight.key)
  for (const [key, frame] of frames) show(frame, key === sight?.key)
  show(openButton, mayOpen && !isOpen)
  show(closeButton, isOpen)
  show(windowLink, mayOpen)
  show(box, sight !== undefined && (mayOpen || isOpen))
  if (sight && known) windowLink.href = addressOf(sight, known)
}

function leave() {
  if (sight) remove(sight.key)
  showSight(!windowLink.hidden)
}

/** @param {string} key */
function remove(key) {
  frames.get(key)?.remove()
  frames.delete(key)
}

/**
 * Everything that agents may have open: an agent who accepted a task keeps its page until the task is completed.
 * @param {readonly DeskChat[]} chats
 */
const sightsIn = (chats) =>
  chats.flatMap(({ tasks }) =>
    tasks.flatMap((task) =>
      task.reservations
        .filter(({ status }) => status === 'accepted' || status === 'wrapping')
        .map(({ workerSid }) => sightOf(task, workerSid)),
    ),
  )

/**
 * @param {import('../view.ts').DeskTask} task
 * @param {string} workerSid
 * @returns {Sight}
 */
const sightOf = ({ sid: taskSid, video }, workerSid) => ({
  key: [taskSid, workerSid, video?.id].join(' '),
  taskSid,
  workerSid,
})

/**
 * @param {Sight} sight
 * @param {AgentPanel} panel
 */
const addressOf = ({ taskSid, workerSid }, { address }) =>
  address.replaceAll('{task}', encodeURIComponent(taskSid)).replaceAll('{worker}', encodeURIComponent(workerSid))

const allowed = [
  'camera',
  'microphone',
  'display-capture',
  'autoplay',
  'fullscreen',
  'picture-in-picture',
  'speaker-selection',
]

/**
 * @param {Sight} sight
 * @param {AgentPanel} panel
 */
function frameFor(sight, panel) {
  // Names all origins, because a frame that is redirected to another origin loses the permissions of the first one.
  const allow = allowed.map((what) => `${what} ${panel.origins.join(' ')}`).join('; ')
  const frame = element('iframe', 'frame')
  return Object.assign(frame, { title: 'The video', allow, src: addressOf(sight, panel) })
}
