import { element, fill, part, show, write } from './element.js'

/**
 * @typedef {import('../view.ts').DeskRoom} DeskRoom
 * @typedef {import('../view.ts').News} News
 */

const rooms = part('rooms', HTMLElement)
const news = part('news', HTMLElement)

/**
 * @param {readonly DeskRoom[]} nowRooms
 * @param {readonly News[]} nowNews
 */
export function showTwilio(nowRooms, nowNews) {
  show(part('rooms-empty', HTMLElement), nowRooms.length === 0)
  show(rooms, nowRooms.length > 0)
  fill(rooms, nowRooms, {
    key: ({ sid }) => sid,
    make: ({ name, sid }) => {
      const title = element('p', 'room-name', name || sid)
      title.title = name || sid
      return element('li', 'room', title, element('p', 'room-state'), element('p', 'quiet room-people'))
    },
    change: showRoom,
  })
  show(part('news-empty', HTMLElement), nowNews.length === 0)
  show(news, nowNews.length > 0)
  fill(news, nowNews, { key: ({ n }) => String(n), make: line })
}

/**
 * @param {HTMLElement} node
 * @param {DeskRoom} room
 */
function showRoom(node, { status, participants }) {
  node.dataset['status'] = status
  const [state, people] = [node.querySelector('.room-state'), node.querySelector('.room-people')]
  if (!state || !people) return
  write(state, status)
  const connected = new Set(
    participants.filter((each) => each.status !== 'disconnected').map(({ identity }) => identity),
  )
  const all = [...new Set(participants.map(({ identity }) => identity))]
  const said = all.map((identity) => (connected.has(identity) ? identity : `${identity} (left)`))
  write(people, said.length === 0 ? 'Nobody has joined.' : said.join(', '))
}

/** @param {News} entry */
function line({ at, kind, what, about, status, isBad }) {
  const time = element('time', 'quiet', new Date(at).toLocaleTimeString([], { hour12: false }))
  const words = element('p', 'news-what', what)
  if (status !== null) words.append(element('span', isBad ? 'status bad' : 'status', status))
  const node = element('li', `news ${kind}`, time, words, element('p', 'quiet news-about', `${kinds[kind]} · ${about}`))
  return node
}

const kinds = { change: 'Change', webhook: 'Webhook', request: 'Request' }
