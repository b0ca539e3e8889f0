import { element, part, show } from './element.js'

/**
 * @typedef {import('../view.ts').AgentPanel} AgentPanel
 * @typedef {import('../view.ts').DeskChat} DeskChat
 * @typedef {import('./task.js').Place} Place
 * @typedef {{ key: string, taskSid: string, workerSid: string }} Sight which video is looked at, and by whom
 */

// The application's own page about a task, as Flex has one beside the chat. It is loaded when the agent asks for it, and
// then left alone: a call goes on while the agent looks at another chat. Only the end of the task takes it away, another
// video on the same task, or the agent.

/** The words for a video that exists. Once it is over there is nothing to open, but what is open stays. */
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
// The same person cannot be in a call twice.
windowLink.addEventListener('click', () => leave())

/** @param {{ chats: readonly DeskChat[], place: Place, panel: AgentPanel | null }} view */
export function showPanel({ chats, place: { task, mine }, panel }) {
  // What may be framed was said when this page was loaded.
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
 * Everything that an agent may have open: whoever accepted a task has it until it is completed.
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
  // Origins are named because a frame that is led on to another one has lost what its first one was allowed.
  const allow = allowed.map((what) => `${what} ${panel.origins.join(' ')}`).join('; ')
  const frame = element('iframe', 'frame')
  return Object.assign(frame, { title: 'The video', allow, src: addressOf(sight, panel) })
}
