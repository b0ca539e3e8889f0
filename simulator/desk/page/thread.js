import { element, fill } from './element.js'

/** @typedef {import('../view.ts').DeskMessage} DeskMessage */

const link = /https?:\/\/[^\s<>"]+/g
const afterLink = /[.,;:!?)\]]+$/

/**
 * Shows the messages as one of the two sees them, `own` on the right. Stays at the newest one unless the person has
 * scrolled away from it.
 * @param {HTMLElement} list
 */
export function threadIn(list) {
  let isAtEnd = true
  list.addEventListener('scroll', () => {
    isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40
  })
  const stay = () => {
    if (isAtEnd) list.scrollTop = list.scrollHeight
  }
  new ResizeObserver(stay).observe(list)
  /**
   * @param {readonly DeskMessage[]} messages
   * @param {{ own: (message: DeskMessage) => boolean, nameOf: (message: DeskMessage) => string }} seen
   */
  return function showThread(messages, { own, nameOf }) {
    fill(list, messages, {
      key: ({ sid }) => sid,
      make: (message) => bubble(message, nameOf(message)),
      change: (node, message) => node.classList.toggle('own', own(message)),
    })
    stay()
  }
}

/**
 * @param {DeskMessage} message
 * @param {string} name
 */
function bubble({ body, at }, name) {
  const text = element('p', 'words', ...withLinks(body))
  const time = new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  return element('li', 'bubble', text, element('p', 'by', `${name} · ${time}`))
}

/**
 * The words of a message; addresses in it become links. Whatever else looks like HTML stays text.
 * @param {string} body
 * @returns {(Node | string)[]}
 */
function withLinks(body) {
  const parts = []
  let from = 0
  for (const { 0: found, index } of body.matchAll(link)) {
    const address = found.replace(afterLink, '')
    if (!URL.canParse(address)) continue
    const anchor = document.createElement('a')
    Object.assign(anchor, { href: address, target: '_blank', rel: 'noopener', textContent: address })
    parts.push(body.slice(from, index), anchor)
    from = index + address.length
  }
  return [...parts, body.slice(from)]
}
