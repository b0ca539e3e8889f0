import { element, fill } from './element.js'

/** @typedef {import('../view.ts').DeskMessage} DeskMessage */

const link = /https?:\/\/[^\s<>"]+/g
const afterLink = /[.,;:!?)\]]+$/

/**
 * Shows the messages as the customer or the agent sees them, their own on the right. Scrolls to the newest message
 * unless the user has scrolled away from it.
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
   * @param {{ own: (message: DeskMessage) => boolean, nameOf: (message: DeskMessage) => string, hasInvites: boolean }} seen
   */
  return function showThread(messages, { own, nameOf, hasInvites }) {
    fill(list, messages, {
      key: ({ sid }) => sid,
      make: (message) => bubble(message, nameOf(message), hasInvites ? invite : address),
      change: (node, message) => node.classList.toggle('own', own(message)),
    })
    stay()
  }
}

/**
 * @param {DeskMessage} message
 * @param {string} name
 * @param {(url: URL) => HTMLElement} linkTo
 */
function bubble({ body, at }, name, linkTo) {
  const text = element('p', 'words', ...withLinks(body, linkTo))
  const time = new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  return element('li', 'bubble', text, element('p', 'by', `${name} · ${time}`))
}

/**
 * The text of a message with its addresses as links. Everything else that looks like HTML stays text.
 * @param {string} body
 * @param {(url: URL) => HTMLElement} linkTo
 * @returns {(Node | string)[]}
 */
function withLinks(body, linkTo) {
  const parts = []
  let from = 0
  for (const { 0: found, index } of body.matchAll(link)) {
    const text = found.replace(afterLink, '')
    if (!URL.canParse(text)) continue
    parts.push(body.slice(from, index), linkTo(new URL(text)))
    from = index + text.length
  }
  return [...parts, body.slice(from)]
}

/** @param {URL} url */
const address = ({ href }) => opening(href, element('a', 'address', href))

/**
 * Shows a link as phones do: as a card to press.
 * @param {URL} url
 */
const invite = ({ href, host, pathname }) =>
  opening(
    href,
    element(
      'a',
      'invite',
      element('span', 'invite-do', 'Open the link'),
      element('span', 'invite-where', host + pathname),
    ),
  )

/**
 * Opens the link in a new tab that has no access to this one.
 * @param {string} href
 * @param {HTMLElement} anchor
 */
const opening = (href, anchor) => Object.assign(anchor, { href, target: '_blank', rel: 'noopener' })
